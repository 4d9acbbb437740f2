"""GitLab as the web editor sees it: a stand-in of what Sveltia CMS asks of its APIs, on a server of its own."""

from __future__ import annotations

import re
from base64 import b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from commune.authoring.web_editor import EditorSettings
from forge import OFFICER, Forge, Refused, Repository, face, graphql, now

HOST, REPO, APPLICATION = "https://git.example.vn", "tinh/xa-thu/trang", "ung-dung"
_USER = {"id": 7, "username": "can-bo", "name": OFFICER[0], "email": OFFICER[1], "web_url": f"{HOST}/can-bo"}
_CODE = "mot-lan"  # what the page of the service gives to the editor, which gets the token for it


class GitLab(Forge):
    """Merge requests are dicts, as its REST API shows them. Whoever comes to its page is signed in there already."""

    hosts = (HOST,)
    settings = EditorSettings(service="gitlab", repo=REPO, server=HOST, application_id=APPLICATION)

    def __init__(self, repository: Repository) -> None:
        super().__init__(repository)
        self.merges: list[dict[str, Any]] = []
        self.challenge = ""
        here = "/api/v4/projects/tinh%2Fxa-thu%2Ftrang"
        self.actions = {
            "GET /oauth/authorize": self._authorize,
            "POST /oauth/token": self._token,
            "GET /u/7": face,
            "GET /api/v4/user": lambda: _USER | {"avatar_url": f"{HOST}/u/7"},
            f"GET {here}/users": lambda: [_USER],
            f"POST {here}/repository/commits": self._commit,
            f"GET {here}/repository/branches/(.+)": lambda branch: {"commit": {"id": repository.head(branch)}},
            f"DELETE {here}/repository/branches/(.+)": repository.drop,
            f"GET {here}/repository/commits/.+/statuses": lambda: [],
            f"GET {here}/repository/files/(.+)/raw": lambda path, asked: repository.read(f"{asked['ref']}:{path}"),
            f"GET {here}/deployments": lambda: [],
            f"GET {here}/merge_requests": self._found,
            f"POST {here}/merge_requests": self._propose,
            f"GET {here}/merge_requests/([0-9]+)/diffs": self._diffs,
            f"PUT {here}/merge_requests/([0-9]+)/merge": self._merge,
            f"PUT {here}/merge_requests/([0-9]+)": self._change,
            "POST /api/graphql": lambda sent: graphql(self._root(), sent),
        }

    # --- signing in ---

    def _authorize(self, asked: dict[str, str]) -> str:
        if (asked["client_id"], asked["scope"], asked["code_challenge_method"]) != (APPLICATION, "api", "S256"):
            raise Refused(401, "invalid_client")
        self.challenge = asked["code_challenge"]
        return f"{asked['redirect_uri']}?{urlencode({'code': _CODE, 'state': asked['state']})}"

    def _token(self, sent: dict[str, str]) -> dict[str, str]:
        proof = urlsafe_b64encode(sha256(sent["code_verifier"].encode()).digest()).decode().rstrip("=")
        if (sent["code"], proof) != (_CODE, self.challenge):
            raise Refused(400, "invalid_grant")
        return {"access_token": self.token, "refresh_token": "sau"}

    # --- REST ---

    def _commit(self, sent: dict[str, Any]) -> dict[str, str]:
        branch, start = sent["branch"], sent.get("start_branch")
        if start and self.repository.head(branch):
            raise Refused(400, f"A branch called '{branch}' already exists")
        files: dict[str, bytes | None] = {}
        there = self.repository.files(start or branch)
        for each in sent["actions"]:
            path, action = each["file_path"], each["action"]
            if (action == "create") == (path in there):
                raise Refused(400, "A file with this name already exists, or doesn't")
            data = b64decode(each["content"]) if each["encoding"] == "base64" else each["content"].encode()
            files[path] = None if action == "delete" else data
        onto = self.repository.head(start) if start else None
        return {"id": self.repository.commit(branch, sent["commit_message"], files, onto), "committed_date": now()}

    def _found(self, asked: dict[str, str]) -> list[dict[str, Any]]:
        wanted, branch = asked.get("labels"), asked.get("source_branch")
        opened = [self._shown(each) for each in self.merges if each["state"] == "opened"]
        return [
            each
            for each in opened
            if (not wanted or wanted in each["labels"]) and (not branch or branch == each["source_branch"])
        ]

    def _shown(self, merge: dict[str, Any]) -> dict[str, Any]:
        return merge | {"sha": self.repository.head(merge["source_branch"])}

    def _propose(self, sent: dict[str, Any]) -> dict[str, Any]:
        number = len(self.merges) + 1
        address = f"{HOST}/{REPO}/-/merge_requests/{number}"
        merge = sent | {"id": 100 + number, "iid": number, "state": "opened", "author": _USER, "web_url": address}
        merge |= {"labels": sent["labels"].split(","), "created_at": now(), "updated_at": now()}
        self.merges.append(merge)
        return self._shown(merge)

    def _diffs(self, number: str) -> list[dict[str, Any]]:
        changed = self.repository.changed(self.merges[int(number) - 1]["source_branch"])
        return [{"old_path": path, "new_path": path, "deleted_file": kind == "D"} for path, kind in changed.items()]

    def _change(self, number: str, sent: dict[str, str]) -> dict[str, Any]:
        merge = self.merges[int(number) - 1]
        merge["title"] = sent.get("title", merge["title"])
        if sent.get("state_event") == "close":
            merge["state"] = "closed"
        left = set(merge["labels"]) - set(sent.get("remove_labels", "").split(","))
        merge["labels"] = sorted(left | set(filter(None, sent.get("add_labels", "").split(","))))
        return self._shown(merge)

    def _merge(self, number: str, sent: dict[str, Any]) -> dict[str, Any]:
        merge = self.merges[int(number) - 1]
        if re.match("draft:", merge["title"], re.IGNORECASE):
            raise Refused(405, "405 Method Not Allowed")
        if sent["sha"] != self._shown(merge)["sha"]:
            raise Refused(409, "SHA does not match HEAD of source branch")
        self.repository.merge(merge["source_branch"], sent["merge_commit_message"])
        merge["state"] = "merged"
        return merge

    # --- GraphQL ---

    def _root(self) -> dict[str, Any]:
        repository = {"rootRef": "main", "tree": self._tree, "blobs": self._blobs}
        return {"project": lambda fullPath: {"repository": repository} if fullPath == REPO else None}

    def _tree(self, ref: str, recursive: bool = False) -> dict[str, Any] | None:
        if not (head := self.repository.head(ref)):
            return None
        rows = [{"type": "blob", "path": path, "sha": id} for path, (id, _) in self.repository.files(head).items()]
        one = {"nodes": rows, "pageInfo": {"endCursor": "", "hasNextPage": False}}
        commit = self.repository.log(head, number=1)[0]
        return {"lastCommit": {"sha": head, "message": commit["message"]}, "blobs": lambda after: one}

    def _blobs(self, ref: str, paths: list[str]) -> dict[str, Any]:
        files = self.repository.files(ref)
        return {"nodes": [self._blob(path, *files[path]) for path in paths if path in files]}

    def _blob(self, path: str, id: str, size: int) -> dict[str, Any]:
        data = self.repository.read(id)
        text = None if b"\0" in data else data.decode()
        return {"path": path, "oid": id, "size": str(size), "rawTextBlob": text}
