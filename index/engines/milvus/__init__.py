"""Both engines in Milvus: a server, or many, that several programs search at once.

Rows are never changed, only added and deleted, as the numbers of passages and letters are never
used again. A state that is written last says up to which number all is there.
"""
