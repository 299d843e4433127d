"""``python -m ui`` is the command ``wmo``."""

from ui.main import main

raise SystemExit(main())
