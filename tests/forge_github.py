"""GitHub as the web editor sees it: a stand-in of what Sveltia CMS asks of its REST and GraphQL APIs."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

from commune.authoring.web_editor import EditorSettings
from forge import OFFICER, Forge, Refused, Repository, face, graphql, now

REPO, SIGN_IN = "xa-thu/trang", "https://dang-nhap.example.vn"
_KINDS = {"A": "ADDED", "M": "CHANGED", "D": "DELETED"}
_USER = {"id": 7, "login": "can-bo", "name": OFFICER[0], "email": OFFICER[1], "html_url": "https://github.com/can-bo"}

# The page of the small server that turns an account into a token, as Sveltia CMS Authenticator has it.
_HANDING_OVER = """<!doctype html><script>
addEventListener("message", ({ data, origin }) => {
    if (data === "authorizing:github")
        opener.postMessage('authorization:github:success:{"provider": "github", "token": "%s"}', origin);
});
opener.postMessage("authorizing:github", "*");
</script>"""


class GitHub(Forge):
    """Pull requests are dicts, as its REST API shows them; what it keeps to itself about them starts with "_"."""

    hosts = ("https://api.github.com", "https://avatars.githubusercontent.com", SIGN_IN)
    settings = EditorSettings(service="github", repo=REPO, sign_in_url=SIGN_IN)

    def __init__(self, repository: Repository) -> None:
        super().__init__(repository)
        self.pulls: list[dict[str, Any]] = []
        here = f"/repos/{REPO}"
        self.actions = {
            "GET /auth": lambda: (_HANDING_OVER % self.token).encode(),
            "GET /u/7": face,
            "GET /user": lambda: _USER | {"avatar_url": "https://avatars.githubusercontent.com/u/7"},
            f"GET {here}/collaborators/can-bo": lambda: {},
            f"GET {here}/git/trees/(.+)": self._tree,
            f"GET {here}/git/blobs/(.+)": repository.read,
            f"PATCH {here}/git/refs/heads/(.+)": lambda branch, sent: repository.point(branch, sent["sha"]),
            f"DELETE {here}/git/refs/heads/(.+)": repository.drop,
            f"POST {here}/pulls": self._propose,
            f"PATCH {here}/pulls/(.+)": lambda number, sent: self._pull(number).update(sent),
            f"PUT {here}/pulls/(.+)/merge": self._merge,
            f"GET {here}/issues/(.+)": lambda number: self._pull(number),
            f"PATCH {here}/issues/(.+)": lambda number, sent: self._label(number, sent["labels"]),
            f"POST {here}/issues/(.+)/labels": lambda number, sent: self._label(number, sent["labels"]),
            "POST /graphql": lambda sent: graphql(self._root(), sent),
        }

    # --- REST ---

    def _tree(self, at: str) -> dict[str, Any]:
        files = self.repository.files(at).items()
        return {"tree": [{"type": "blob", "path": path, "sha": id, "size": size} for path, (id, size) in files]}

    def _pull(self, number: str) -> dict[str, Any]:
        return self.pulls[int(number) - 1]

    def _open(self) -> list[dict[str, Any]]:
        return [pull for pull in self.pulls if pull["state"] == "open"]

    def _propose(self, sent: dict[str, Any]) -> dict[str, Any]:
        number, branch = len(self.pulls) + 1, sent["head"]
        if sent["base"] != "main" or not self.repository.changed(branch):
            raise Refused(422, "Validation Failed")
        pull = {"number": number, "node_id": f"PR_{number}", "html_url": f"https://github.com/{REPO}/pull/{number}"}
        pull |= {"title": sent["title"], "draft": sent["draft"], "state": "open", "labels": [], "_branch": branch}
        pull |= {"created_at": now(), "updated_at": now(), "head": {"sha": self.repository.head(branch)}}
        self.pulls.append(pull)
        return pull

    def _label(self, number: str, labels: list[str]) -> dict[str, Any]:
        self._pull(number)["labels"] = [{"name": label} for label in labels]
        return self._pull(number)

    def _merge(self, number: str, sent: dict[str, Any]) -> dict[str, Any]:
        pull = self._pull(number)
        if pull["draft"]:
            raise Refused(405, "Pull Request is still a draft")
        sha = self.repository.merge(pull["_branch"], sent["commit_title"])
        pull["state"] = "closed"
        return {"merged": True, "sha": sha}

    # --- GraphQL ---

    def _root(self) -> dict[str, Any]:
        repository = {"id": "R_1", "ref": self._ref, "object": self._object, "pullRequests": self._pull_requests}
        return {
            "repository": lambda owner, name: repository if f"{owner}/{name}" == REPO else None,
            "createRef": self._create_ref,
            "createCommitOnBranch": self._create_commit,
            "convertPullRequestToDraft": lambda input: self._set_draft(input, True),
            "markPullRequestReadyForReview": lambda input: self._set_draft(input, False),
        }

    def _ref(self, qualifiedName: str) -> dict[str, Any] | None:
        at = self.repository.head(qualifiedName)
        return {"name": qualifiedName, "target": self._commit(at)} if at else None

    def _commit(self, at: str) -> dict[str, Any]:
        def history(first: int, path: str = "") -> dict[str, Any]:
            return {"nodes": [_node(each) for each in self.repository.log(at, path, first)]}

        def file(path: str) -> dict[str, Any]:
            return {"oid": self.repository.files(at)[path][0]}

        def none(**_: Any) -> dict[str, Any]:
            return {"nodes": []}

        built = {"status": None, "deployments": none, "checkSuites": none}
        return {"oid": at, "committedDate": now(), "history": history, "file": file} | built

    def _object(self, oid: str = "", expression: str = "") -> dict[str, Any] | None:
        if oid and self.repository.git("cat-file", "-t", oid).strip() == "commit":
            return self._commit(oid)
        branch, _, path = expression.partition(":")
        if path and path not in self.repository.files(branch):
            return None
        name = oid or self.repository.files(branch)[path][0]
        data = self.repository.read(name)
        binary = b"\0" in data
        text = None if binary else data.decode()
        return {"oid": name, "text": text, "isTruncated": False, "isBinary": binary, "byteSize": len(data)}

    def _pull_requests(self, headRefName: str = "", labels: tuple[str, ...] = (), **_: Any) -> dict[str, Any]:
        found = [
            pull
            for pull in self._open()
            if headRefName in ("", pull["_branch"])
            and (not labels or {label["name"] for label in pull["labels"]} & set(labels))
        ]
        return {"totalCount": len(found), "nodes": [self._pull_node(pull) for pull in found]}

    def _pull_node(self, pull: dict[str, Any]) -> dict[str, Any]:
        branch = pull["_branch"]
        changed = [{"path": path, "changeType": _KINDS[kind]} for path, kind in self.repository.changed(branch).items()]
        return {
            "id": pull["node_id"],
            "number": pull["number"],
            "title": pull["title"],
            "url": pull["html_url"],
            "isDraft": pull["draft"],
            "isCrossRepository": False,
            "createdAt": pull["created_at"],
            "updatedAt": pull["updated_at"],
            "headRefName": branch,
            "headRefOid": self.repository.head(branch),
            "author": {**_USER, "avatarUrl": None, "databaseId": 7},
            "labels": lambda first: {"nodes": pull["labels"]},
            "files": lambda first: {"nodes": changed},
        }

    def _create_ref(self, input: dict[str, str]) -> dict[str, Any]:
        branch = input["name"].removeprefix("refs/heads/")
        if self.repository.head(branch):
            raise Refused(200, f'A ref named "{input["name"]}" already exists in the repository.')
        self.repository.point(branch, input["oid"])
        return {"ref": {"name": branch}}

    def _create_commit(self, input: dict[str, Any]) -> dict[str, Any]:
        branch, head = input["branch"]["branchName"], input["expectedHeadOid"]
        if self.repository.head(branch) != head:
            raise Refused(200, f"Expected branch to point to {head}")
        changes = input["fileChanges"]
        files: dict[str, bytes | None] = {each["path"]: None for each in changes["deletions"]}
        files |= {each["path"]: b64decode(each["contents"]) for each in changes["additions"]}
        return {"commit": self._commit(self.repository.commit(branch, input["message"]["headline"], files))}

    def _set_draft(self, input: dict[str, str], draft: bool) -> dict[str, Any]:
        pull = self._pull(input["pullRequestId"].removeprefix("PR_"))
        pull["draft"] = draft
        return {"pullRequest": {"isDraft": draft}}


def _node(commit: dict[str, str]) -> dict[str, Any]:
    user = {"databaseId": 7, "login": "can-bo"}
    author = {"name": commit["name"], "email": commit["email"], "avatarUrl": None, "user": user}
    return {"oid": commit["id"], "message": commit["message"], "committedDate": commit["date"], "author": author}
