"""Gets the programs of the system that tests need: python tests/system_setup.py [node] [chromium] [shell] [firefox] …

`make` runs it before what needs them. Where one is missing and cannot be installed, one sentence says what to do.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from browser_setup import CHROMIUM, NODE, SHELL
from bubblewrap_setup import BUBBLEWRAP
from needs import install, told
from server_setup import NGINX
from three_engines import FIREFOX, SCREEN, WEBKIT

NEEDS = {
    **{"node": NODE, "chromium": CHROMIUM, "shell": SHELL, "nginx": NGINX},
    **{"bubblewrap": BUBBLEWRAP},
    **{"firefox": FIREFOX, "webkit": WEBKIT, "screen": SCREEN},
}


def main(names: Sequence[str]) -> int:
    missing = [NEEDS[name] for name in names if not NEEDS[name].works()]
    if missing:
        print(f"Đang cài {', '.join(need.name for need in missing)} cho các kiểm thử …", flush=True)
        missing = install(missing)
    if missing:
        print(told(missing), file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
