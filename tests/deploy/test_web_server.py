"""nginx in front: readers under way while the site changes, and what each answer says besides its body."""

from __future__ import annotations

import shlex
import time

from publisher.redirects import good_rules
from server_setup import find_nginx
from servers import Readers, wait_for
from test_push import version

PAGES = ("/", "/lich/", "/ho-tro/", "/cu/", "/always.css")


def test_not_one_request_fails_while_the_site_changes(server, officer):
    """Good pushes, a declined one, a broken one, the night, the way back: each answer is wholly of one version."""
    with server.served(), Readers(server, PAGES).reading() as readers:
        for number in (1, 2):
            officer.commit(**version(f"trang so {number}"))
            assert officer.push().returncode == 0
        officer.commit(**version("SAI"))
        assert officer.push().returncode != 0
        officer.git("reset", "--quiet", "--hard", "HEAD~1")
        program = (officer.folder / "toy.py").read_text("utf-8")
        officer.commit(**{"toy.py": f"{program}\nraise RuntimeError\n"} | version("trang do dang"))
        assert "CHƯA ĐĂNG" in officer.push().stderr
        officer.commit(**{"toy.py": program} | version("trang so 3"))
        officer.push()
        assert server.run("rebuild").returncode == 0
        assert server.run("rollback").returncode == 0, "back to trang so 2"
    assert readers.failures == []
    assert readers.count > 500
    for path in PAGES[:-1]:
        versions = {whole_version(body) for body in readers.answers[path]}
        assert versions == {f"trang so {number}" for number in range(4)}


def whole_version(body: bytes) -> str:
    """The one version that a page is of."""
    text = body.decode()
    lines = {line for line in text.splitlines() if line.startswith("<!doctype")}
    assert len(lines) == 1 and text.count("<!doctype") == 1500 and text.endswith("</html>\n")
    return lines.pop().removeprefix("<!doctype html><p>").removesuffix("</p>")


def test_what_each_answer_says(server, officer):
    for page in ("tim/4b3ca7fc908f/a/1.json", "tim/muc-luc.json"):
        (server.live / page).parent.mkdir(parents=True, exist_ok=True)
        (server.live / page).write_text("{}")
    with server.served():
        status, told, _ = server.get("/")
        assert status == 200
        assert told["content-type"] == "text/html; charset=utf-8"
        assert told["cache-control"] == "no-cache"
        assert "server" not in told or "/" not in told["server"]
        assert server.get("/", **{"Accept-Encoding": "gzip"})[1]["content-encoding"] == "gzip"
        assert "immutable" in server.get("/tim/4b3ca7fc908f/a/1.json")[1]["cache-control"]
        assert server.get("/tim/muc-luc.json")[1]["cache-control"] == "no-cache"
        assert server.get("/tim/4b3ca7fc908f/a/2.json")[1]["cache-control"] == "no-cache", "not there: not for a year"


def test_what_is_not_there_is_the_site_s_own_page(server, officer):
    with server.served():
        status, told, body = server.get("/khong/co/")
        assert status == 404 and body == (server.live / "404.html").read_bytes()
        assert told["content-type"].startswith("text/html")


def test_the_web_server_follows_no_link_in_the_site(server, officer):
    """A built site with one is not published; were there one all the same, it leads nowhere."""
    (server.live / "mat.txt").symlink_to("/etc/hostname")
    (server.live / "may").symlink_to("/etc")
    (server.live / "trang.html").symlink_to("index.html")
    with server.served():
        assert {server.get(path)[0] for path in ("/mat.txt", "/may/hostname", "/may/", "/trang.html")} <= {403, 404}
        assert server.get("/")[0] == server.get("/lich/")[0] == server.get("/always.css")[0] == 200


def test_who_reads_what_is_written_down_nowhere(server, officer):
    with server.served():
        server.get("/ho-tro/?tim=bi-danh")
        server.get("/khong/co/")
        time.sleep(0.1)
    written = "".join(path.read_text("utf-8", "replace") for path in server.folder.glob("*.log"))
    assert "127.0.0.1" not in written and "ho-tro" not in written and "khong" not in written


def test_readers_keep_their_copy_of_what_did_not_change(server, officer):
    with server.served():
        before = {path: server.get(path)[1]["etag"] for path in ("/", "/always.css")}
        officer.commit(**version("trang so 1"))
        officer.push()
        assert server.get("/always.css", **{"If-None-Match": before["/always.css"]})[0] == 304
        assert server.get("/", **{"If-None-Match": before["/"]})[0] == 200


# --- old addresses ---

MOVED = 'location = "/ten-cu/" { return 301 "/lich/"; }\n'
GONE = 'location = "/cu/" { error_page 410 "/cu/index.html"; return 410; }\n'
WITHDRAWN = """\
location ^~ "/campaigns/bai/" { error_page 410 "/campaigns/bai/index.html"; return 410; }
location = "/campaigns/bai/index.html" { }
"""


def hand_over(server):
    nginx = [find_nginx(), "-c", str(server.config), "-e", str(server.folder / "error.log")]
    command = {"--test": shlex.join([*nginx, "-t"]), "--reload": shlex.join([*nginx, "-s", "reload"])}
    words = [word for pair in command.items() for word in pair]
    return server.run("redirects", "--to", str(server.nginx / "trang-redirects.conf"), *words)


def test_old_addresses_lead_on_with_the_server_s_own_answers(server, officer):
    officer.commit(**{"content/redirects.txt": MOVED + GONE})
    officer.push()
    with server.served():
        assert server.get("/ten-cu/")[0] == 404
        done = hand_over(server)
        assert done.returncode == 0, done.stdout
        for _ in range(100):
            time.sleep(0.05)
            if server.get("/ten-cu/")[0] != 404:
                break
        status, told, _ = server.get("/ten-cu/")
        assert status == 301 and told["location"].endswith("/lich/")
        status, _, body = server.get("/cu/")
        assert status == 410 and whole_version(body) == "trang so 0"
        status, told, _ = server.get("/cu/")
        assert told["cache-control"] == "no-cache"


def test_all_below_what_was_withdrawn_is_gone_with_its_note(server, officer):
    """Its page, a file that no rule names, a feed; what only begins like it stays."""
    posts = {"bai/index.html": "Bài này đã được gỡ.", "bai/feed.xml": "ban tin", "bai-khac/index.html": "Bài khác."}
    files = {f"content/campaigns/{name}": text for name, text in posts.items()}
    officer.commit(**files, **{"content/redirects.txt": WITHDRAWN})
    officer.push()
    with server.served():
        assert hand_over(server).returncode == 0
        wait_for(lambda: server.get("/campaigns/bai/")[0] == 410)
        for path in (
            "/campaigns/bai/",
            "/campaigns/bai/feed.xml",
            "/campaigns/bai/bia.jpg",
            "/campaigns/bai/to/in.pdf",
        ):
            status, told, body = server.get(path)
            assert (status, body.decode()) == (410, "Bài này đã được gỡ."), path
            assert told["content-type"].startswith("text/html") and told["cache-control"] == "no-cache"
            assert "content-security-policy" in told
        assert server.get("/campaigns/bai-khac/")[0] == 200


def test_only_rules_for_addresses_reach_nginx(server, officer):
    """nginx opens files as root; who pushes may have anything written into this file."""
    others = [
        "access_log /etc/cron.d/x;",
        'location = "/a" { return 301 "/b"; } access_log /etc/x;',
        'location = "/a" { return 301 "https://khac.example/"; }',
        'location = "/a" { return 301 "/$host"; }',
        'location = "/a" { error_page 410 "/b/index.html"; return 410; }',
        'location = "/a"; } location / { root /etc; return 301 "/b"; }',
        "include /etc/shadow;",
        'location ^~ "/ho-tro/" { error_page 410 "/ho-tro/index.html"; return 410; }',
        'location ^~ "/" { error_page 410 "/index.html"; return 410; }',
        'location ^~ "/t/a/" { error_page 410 "/t/b/index.html"; return 410; }',
        'location = "/t/a/index.html" { root /etc; }',
    ]
    assert good_rules("\n".join([MOVED, *others, GONE]) + f"\n{WITHDRAWN}") == MOVED + GONE + WITHDRAWN


def test_rules_that_nginx_refuses_are_taken_back(server, officer):
    officer.commit(**{"content/redirects.txt": MOVED + MOVED})
    officer.push()
    rules = server.nginx / "trang-redirects.conf"
    with server.served():
        done = hand_over(server)
        assert done.returncode == 1 and "đã giữ quy tắc cũ" in done.stdout
        assert rules.read_text() == ""
        assert server.get("/")[0] == 200
