"""The few words of GitHub's interface that our jobs say. Standard library only: a job runs this as it is, nothing installed."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

TIMEOUT = 30  # seconds
ANSWER = 8_000_000  # bytes; more is no answer to what is asked here
PAGE = 100
ROBOT = "github-actions[bot]"  # who writes what our jobs write


class TooBigError(Exception):
    """What was received is longer than what was announced or allowed."""


@dataclass(frozen=True, slots=True)
class GitHub:
    """One repository, and the token of the job. `server` is where people read, `api` where programs ask."""

    server: str
    api: str
    repository: str
    token: str

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> GitHub:
        """The repository of the running job.

        Raises:
            KeyError: outside of a job.
        """
        names = ("GITHUB_SERVER_URL", "GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN")
        return cls(*(environ[name] for name in names))

    @property
    def page(self) -> str:
        """The address of the repository, for people."""
        return f"{self.server}/{quote(self.repository)}"

    def get(self, path: str, **query: str | int) -> Any:  # noqa: ANN401 - what the interface answers
        """What stands at a path of the repository.

        Raises:
            OSError: when it is refused or out of reach (`urllib.error.HTTPError` among others).
            ValueError: when the answer is no JSON.
        """
        return self._ask("GET", f"{path}?{urlencode(query)}" if query else path)

    def pages(self, path: str, most: int = 10, **query: str | int) -> Iterator[dict[str, Any]]:
        """The items of a list, page after page, at most `most` pages."""
        for page in range(1, most + 1):
            items = self.get(path, per_page=PAGE, page=page, **query)
            yield from items
            if len(items) < PAGE:
                return

    def send(self, method: str, path: str, body: Mapping[str, str]) -> Any:  # noqa: ANN401 - likewise
        """Make or change something."""
        return self._ask(method, path, json.dumps(body).encode())

    def download(self, path: str, limit: int) -> bytes:
        """A file, from wherever the forge keeps it; the token is not shown there.

        Raises:
            TooBigError: when it has more than `limit` bytes.
        """
        return _read(self._request("GET", path), limit)

    def _ask(self, method: str, path: str, data: bytes | None = None) -> Any:  # noqa: ANN401 - likewise
        return json.loads(_read(self._request(method, path, data), ANSWER))

    def _request(self, method: str, path: str, data: bytes | None = None) -> urllib.request.Request:
        address = f"{self.api}/repos/{quote(self.repository)}/{path}"
        headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28", "User-Agent": "atlas-des-ptce"}
        request = urllib.request.Request(address, data, headers, method=method)  # noqa: S310 - the forge's own address
        # Not one of the headers that follow a redirection to another host.
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        return request


def is_ours(said: Mapping[str, Any], mark: str) -> bool:
    """Whether our jobs wrote an issue or a comment that begins with this mark: anyone can begin one as we do."""
    return (said.get("user") or {}).get("login") == ROBOT and str(said.get("body") or "").startswith(mark)


def _read(request: urllib.request.Request, limit: int) -> bytes:
    with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 - likewise
        data: bytes = answer.read(limit + 1)
    if len(data) > limit:
        raise TooBigError(request.full_url)
    return data
