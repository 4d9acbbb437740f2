"""What nginx says beside each page: graded as an observatory would, and right while the site's own parts change."""

from __future__ import annotations

import os
import re
import shlex
import ssl
import time
from contextlib import contextmanager
from http.client import HTTPSConnection
from itertools import chain
from threading import Event, Thread

import pytest
from commune.core.policy import hash_lines, policy_header
from publisher.headers import ANY, good_hashes, headers, policy
from server_setup import find_nginx
from servers import DEPLOY, free_port, wait_for
from test_push import version

OLD, NEW = ("script sha256-" + letter * 43 + "=\n" for letter in "ON")
FIRST = "script sha256-" + "A" * 43 + "=\n" + "style sha256-" + "B" * 43 + "=\n"  # of the toy


def parts(server, path="/") -> dict[str, list[str]]:
    """The policy of a page: directive → sources."""
    told = server.get(path)[1]["content-security-policy"]
    return {name: sources for name, *sources in (each.split() for each in told.split(";"))}


def hand_over(server, *more: str):
    """What root's service does when the list has changed."""
    nginx = [find_nginx(), "-c", str(server.config), "-e", str(server.folder / "error.log")]
    told = ["--test", shlex.join([*nginx, "-t"]), "--reload", shlex.join([*nginx, "-s", "reload"]), *more]
    return server.run("headers", "--to", str(server.nginx / "trang-headers.conf"), *told)


@contextmanager
def watched(server):
    """Root's service, started by each change of the list, as systemd's path unit does."""
    stop, seen = Event(), [None]

    def watch() -> None:
        while not stop.is_set():
            now = os.stat(server.base / "hashes.txt").st_mtime_ns if (server.base / "hashes.txt").exists() else None
            if now != seen[0]:
                seen[0] = now
                hand_over(server)
            time.sleep(0.05)

    thread = Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(30)


@pytest.fixture
def pages(server, officer):
    """A page of each kind on the live site."""
    for name in ("nhung/ho-tro/index.html", "t/bai/index.html", "t/bai/bai.pdf", "feed.xml", "feed.json", "lich.ics"):
        (server.live / name).parent.mkdir(parents=True, exist_ok=True)
        (server.live / name).write_text("<!doctype html>")
    for name in ("ho-tro/danh-ba.json", "tim/muc-luc.json", "ho-tro/an-toan/index.html"):
        (server.live / name).parent.mkdir(parents=True, exist_ok=True)
        (server.live / name).write_text("{}")
    return server


EVERY = ("/", "/lich/", "/ho-tro/", "/khong/co/", "/lich", "/feed.xml", "/t/bai/", "/t/bai/bai.pdf", "/always.css")


def test_an_observatory_finds_nothing_missing(pages):
    """The rules of Mozilla's HTTP Observatory and what goes beyond them: on pages, files, errors and redirects."""
    with pages.served():
        hand_over(pages)
        wait_for(lambda: "sha256-A" in str(parts(pages)))
        for path in EVERY:
            told, found = pages.get(path)[1], parts(pages, path)
            assert found["default-src"] == ["'none'"], path
            loose = {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "https:", "http:"}
            assert loose.isdisjoint(chain(*found.values())), path
            assert "data:" not in found["script-src"] + found["style-src"], path
            assert found["base-uri"] == found["form-action"] == found["frame-ancestors"] == ["'none'"], path
            assert told["x-frame-options"] == "DENY", path
            assert told["x-content-type-options"] == "nosniff", path
            assert told["referrer-policy"] == "no-referrer", path
            assert told["cross-origin-opener-policy"] == "same-origin", path
            assert told["cross-origin-resource-policy"] in ("same-origin", "cross-origin"), path
            assert "camera=()" in told["permissions-policy"] and "geolocation=()" in told["permissions-policy"], path
            assert "set-cookie" not in told and "access-control-allow-credentials" not in told, path
            assert "strict-transport-security" not in told, "over http it means nothing"
            assert not re.search(r"\d", told.get("server", "")) and "x-powered-by" not in told, path


def test_only_cards_stand_in_frames_of_other_sites(pages):
    with pages.served():
        for path in EVERY:
            assert "frame-ancestors 'none'" in pages.get(path)[1]["content-security-policy"], path
        told = pages.get("/nhung/ho-tro/")[1]
        assert "frame-ancestors *" in told["content-security-policy"] and "x-frame-options" not in told


def test_other_sites_load_cards_materials_feeds_and_data_alone(pages):
    def said(path: str, name: str) -> str | None:
        return pages.get(path)[1].get(name)

    open_to_all = ("/feed.xml", "/feed.json", "/lich.ics", "/ho-tro/danh-ba.json")
    with pages.served():
        for path in ("/nhung/ho-tro/", "/t/bai/", "/t/bai/bai.pdf", *open_to_all):
            assert said(path, "cross-origin-resource-policy") == "cross-origin", path
        for path in ("/", "/lich/", "/ho-tro/", "/always.css", "/tim/muc-luc.json"):
            assert said(path, "cross-origin-resource-policy") == "same-origin", path
            assert said(path, "access-control-allow-origin") is None, path
        assert {said(path, "access-control-allow-origin") for path in open_to_all} == {"*"}


def test_no_phone_keeps_a_help_page(pages):
    with pages.served():
        for path in ("/ho-tro/", "/ho-tro/index.html", "/ho-tro/an-toan/", "/ho-tro", "/ho-tro/an-toan"):
            assert pages.get(path)[1]["cache-control"] == "no-store", path
        for path in ("/", "/ho-tro/danh-ba.json", "/nhung/ho-tro/", "/khong/co/"):
            assert pages.get(path)[1]["cache-control"] == "no-cache", path


# Of nobody: made for this test, and known to all who read it.
PAIR = """-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgbC7AhuKuBXjkUd8d
/fjHgnt6kskOp+hArRIHWhsOtH6hRANCAATbXpA6v9Ya4cpMoFAvPJjXVuG5OQWa
5oXCRydKlwKmW7mPl8pGQlc2KlcwMmN5F7qV1kT09B0xZHKiqtZq8bt+
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBjTCCATOgAwIBAgIUNqWArcP4gC4ilWfVRD3QpYbsF38wCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQc29uZy1sYW0uZXhhbXBsZTAgFw0yNjExMzAwMTI1MDNaGA8y
MTI2MTEwNjAxMjUwM1owGzEZMBcGA1UEAwwQc29uZy1sYW0uZXhhbXBsZTBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABNtekDq/1hrhykygUC88mNdW4bk5BZrmhcJH
J0qXAqZbuY+XykZCVzYqVzAyY3kXupXWRPT0HTFkcqKq1mrxu36jUzBRMB0GA1Ud
DgQWBBSVOsVUjU5gsKvxnJCKm5T3tE1k7jAfBgNVHSMEGDAWgBSVOsVUjU5gsKvx
nJCKm5T3tE1k7jAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCICtt
zDc9LEv5U5qDDGxEVewyyJR5ShNW750s1Z3TpXe0AiEA1EuehqjPd71l32PxIwEL
W1jewHLMRkqrfLA4hJwNut4=
-----END CERTIFICATE-----
"""


def test_over_https_browsers_are_told_to_stay_there(server, officer):
    port, pair = free_port(), server.nginx / "pair.pem"
    pair.write_text(PAIR)
    site = server.nginx / "sites-available/trang.conf"
    secure = f"listen 127.0.0.1:{port} ssl; ssl_certificate {pair}; ssl_certificate_key {pair};"
    site.write_text(site.read_text("utf-8").replace("    server_name ", f"    {secure}\n    server_name "), "utf-8")
    with server.served():
        connection = HTTPSConnection("127.0.0.1", port, context=ssl._create_unverified_context())
        connection.request("GET", "/", headers={"Host": "song-lam.example"})
        assert connection.getresponse().headers["Strict-Transport-Security"] == "max-age=31536000"
        connection.close()


# --- the site's own parts ---


def test_the_server_and_the_library_say_the_same_policy():
    assert set(policy("\n".join(hash_lines())).split("; ")) == set(policy_header().split("; "))


def test_while_parts_change_each_page_comes_with_a_policy_that_lets_them_through(server, officer):
    """Readers read on while a release with other scripts takes the place of the old: old and new hold, then the new."""
    seen, stop = [], Event()

    def read() -> None:
        while not stop.is_set():
            _, told, body = server.get("/")
            seen.append((body[18:21].decode(), told["content-security-policy"]))
            time.sleep(0.002)  # hundreds a second; with none, who publishes waits for who reads

    with server.served():
        with watched(server):
            officer.commit(**{"content/hashes.txt": OLD} | version("OOO"))
            officer.push()
            wait_for(lambda: "sha256-AAA" not in str(parts(server)))
        thread = Thread(target=read, daemon=True)
        thread.start()
        with watched(server):
            officer.commit(**{"content/hashes.txt": NEW} | version("NNN"))
            done = officer.push()
            assert "Đã đăng bản" in done.stderr, done.stderr
            wait_for(lambda: "sha256-OOO" not in str(parts(server)))
        stop.set()
        thread.join()
        assert [said for shown, said in seen if f"sha256-{shown}" not in said] == []
        assert {shown for shown, _ in seen} == {"OOO", "NNN"}
        with watched(server):
            assert server.run("rollback", "--code").returncode == 0
            wait_for(lambda: "sha256-NNN" not in str(parts(server)))
        assert "sha256-OOO" in str(parts(server)), "what went back has its own"


def test_without_root_s_program_no_page_comes_that_nginx_would_stop_and_corrections_come(server, officer):
    server.set(patience=1)
    with server.served():
        hand_over(server)
        officer.commit(**{"content/hashes.txt": NEW} | version("trang moi"))
        done = officer.push()
        assert "Máy chủ web chưa nhận các phần mã mới" in done.stderr and "giữ nguyên" in done.stderr
        assert "trang so 0" in server.says()
        officer.commit(**{"content/hashes.txt": FIRST} | version("so moi"))
        assert "Đã đăng bản" in officer.push().stderr


def test_of_a_site_that_names_no_parts_nothing_is_stopped(server, officer):
    """Published by a server that was brought up to date first: nobody knows what its pages hold."""
    makefile = (officer.folder / "Makefile").read_text("utf-8").replace("policy:", "khac:")
    officer.commit(**{"Makefile": makefile} | version("trang cu"))
    with server.served():
        hand_over(server)
        with watched(server):
            assert "Đã đăng bản" in officer.push().stderr
        assert parts(server).keys() == {"object-src", "base-uri", "form-action", "frame-ancestors"}
        (server.base / "hashes.txt").write_text("script sha256-rubbish\n")
        hand_over(server)
        assert "default-src" in str(headers(good_hashes("x")))


def test_nothing_but_hashes_reaches_nginx():
    """Whoever may push may have any line written there, and nginx reads files as root."""
    others = [
        "script sha256-" + "A" * 43,
        "script sha256-" + "A" * 42 + "$=",
        "script sha256-" + "A" * 43 + "='; add_header X y",
        "style sha256-" + "A" * 42 + "';=",
        "script 'unsafe-inline'",
        "script sha256-" + "A" * 43 + "=\x0bscript",
        "include /etc/shadow;",
        "any",
    ]
    assert good_hashes("\n".join([NEW.strip(), *others, OLD.strip()])) == NEW + OLD
    many = "".join(f"script sha256-{number:043d}=\n" for number in range(1000))
    assert len(good_hashes(many).splitlines()) < 50
    assert good_hashes(ANY) == ANY


@pytest.mark.parametrize("what", ["link", "pipe", "folder"])
def test_what_is_no_file_is_not_read(what, server, officer):
    written = server.base / "hashes.txt"
    written.unlink()
    (server.folder / "secret").write_text(NEW)
    {"link": lambda: written.symlink_to(server.folder / "secret"), "pipe": lambda: os.mkfifo(written)}.get(
        what, written.mkdir
    )()
    done = server.run("headers", "--to", str(server.nginx / "trang-headers.conf"), "--test", "true", "--reload", "true")
    assert done.returncode == 0, done.stdout
    said = (server.nginx / "trang-headers.conf").read_text("utf-8")
    assert "NNN" not in said and "default-src 'none'" in said, "nor does it loosen anything"


def test_headers_that_nginx_refuses_are_taken_back(server, officer):
    before = (server.nginx / "trang-headers.conf").read_text("utf-8")
    to = ("headers", "--to", str(server.nginx / "trang-headers.conf"))
    done = server.run(*to, "--test", "false", "--reload", "true")
    assert done.returncode == 1 and "đã giữ như cũ" in done.stdout
    assert (server.nginx / "trang-headers.conf").read_text("utf-8") == before
    assert server.run(*to, "--test", "true", "--reload", "false").returncode != 0
    assert (server.nginx / "trang-headers.taken").read_text("utf-8") != FIRST, "not said before it is so"


def test_where_the_headers_go_is_not_the_user_s_to_say(server, officer):
    """settings.ini belongs to the user that builds what was pushed; root reads no place out of it."""
    server.set(headers=server.folder / "elsewhere.conf")
    server.run("headers", "--to", str(server.nginx / "trang-headers.conf"), "--test", "true", "--reload", "true")
    assert not (server.folder / "elsewhere.conf").exists()


# --- a server that runs already ---

EARLIER = """map $uri $trang_cache {
    default                     "no-cache";
}
map $uri $trang_policy {
    default           "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'";
}
"""
SAID = """    add_header Cache-Control $trang_cache always;
    add_header Content-Security-Policy $trang_policy always;
    add_header X-Content-Type-Options nosniff always;
    add_header Referrer-Policy no-referrer always;
    add_header Permissions-Policy "camera=(), geolocation=(), microphone=(), browsing-topics=()" always;
"""


def earlier(server) -> None:
    """The configuration as it was before headers had a file of their own, with a line that somebody added."""
    site = server.nginx / "sites-available/trang.conf"
    text = site.read_text("utf-8")
    text = EARLIER + text[text.index("server {") :]
    text = re.sub(r"    add_header Cache-Control.*?(?=    # What became)", SAID, text, flags=re.DOTALL)
    site.write_text(text.replace("    server_tokens off;", "    server_tokens off; # của tôi"), "utf-8")


def test_install_adds_the_line_on_a_server_that_runs(server, officer):
    earlier(server)
    with server.served():
        assert "unsafe-inline" in str(parts(server))
    assert "Đã thêm" in server.install()
    site = (server.nginx / "sites-available/trang.conf").read_text("utf-8")
    assert site.count("trang-headers.conf;") == 1 and "# của tôi" in site
    again = server.install()
    assert "Đã thêm" not in again and "Hãy" not in again and "hãy" not in again and "no-store" not in again, "once"
    with server.served():
        told = server.get("/")[1]
        assert "unsafe-inline" not in told["content-security-policy"]
        assert told["x-content-type-options"] == "nosniff" and told["cross-origin-opener-policy"] == "same-origin"
        assert server.get("/ho-tro/")[1]["cache-control"] == "no-store"


def test_install_adds_the_line_where_it_stands_as_a_remark(server, officer):
    earlier(server)
    site = server.nginx / "sites-available/trang.conf"
    remark = f"    # include {server.nginx / 'trang-headers.conf'};\n    server_tokens off;"
    site.write_text(site.read_text("utf-8").replace("    server_tokens off;", remark), "utf-8")
    assert "Đã thêm" in server.install()
    with server.served():
        assert server.get("/")[1]["x-frame-options"] == "DENY"


def test_a_new_version_of_the_programs_says_its_headers_at_once(server, officer):
    """Not only when the site's own parts change next."""
    conf = server.nginx / "trang-headers.conf"
    server.run("headers", "--to", str(conf), "--test", "true", "--reload", "true")
    text = conf.read_text("utf-8")
    conf.write_text(re.sub(r"add_header Cross-Origin.*", "", text), "utf-8")
    server.install()
    assert conf.read_text("utf-8") == text and "Cross-Origin" in text


BLOCKS = """    location = /a { add_header X-A 1; }
    location /b/ { # { add_header X-B 1;
        if ($uri ~ "[0-9a-f]{12}") {
            add_header X-C 1 always;
        }
    }
    # location /d/ { add_header X-D 1; }
    add_header X-E 1;
"""


def test_install_tells_what_loses_the_headers(server, officer):
    site = server.nginx / "sites-available/trang.conf"
    before, rest = site.read_text("utf-8").split("    server_tokens off;\n")
    site.write_text(before + BLOCKS + rest, "utf-8")
    first = before.count("\n") + 1
    assert f"(dòng {first} {first + 3})" in server.install()
    site.write_text(before + BLOCKS.splitlines()[-1] + rest, "utf-8")
    assert "bỏ hết" not in server.install()


def test_install_tells_what_is_said_twice(server, officer):
    site = server.nginx / "sites-available/trang.conf"
    assert "hai lần" not in server.install()
    text = site.read_text("utf-8")
    more = (
        "    # add_header X-Frame-Options DENY;\n    add_header\tx-frame-options SAMEORIGIN;\n    add_header X-E 1;\n"
    )
    site.write_text(text.replace("    server_tokens off;\n", more), "utf-8")
    number = text[: text.index("    server_tokens off;")].count("\n") + 2
    assert f"bỏ dòng {number}: " in server.install()


def test_install_tells_the_line_where_it_finds_no_place_for_it(server, officer):
    earlier(server)
    site = server.nginx / "sites-available/trang.conf"
    text = re.sub(r" *(include \S*redirects.conf|disable_symlinks .*);.*", "", site.read_text("utf-8"))
    site.write_text(text, "utf-8")
    told = server.install()
    assert "disable_symlinks on from=$document_root;" in told
    assert f"include {server.nginx / 'trang-headers.conf'};" in told
    assert "không giữ trang hỗ trợ" in told
    assert site.read_text("utf-8") == text


def test_the_conf_has_no_place_that_would_lose_the_headers():
    """nginx: a location with one add_header of its own drops those of the server."""
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    assert [line for line in re.findall(r"^\s*location .*", text, re.MULTILINE) if "add_header" in line] == []
