"""What the system refuses (a full disk, a folder without rights), in one French sentence: which file, why, what to do."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from pathlib import Path

_RIGHTS = ("l’accès est refusé", "vérifiez à qui est ce fichier et son dossier, et leurs droits")
_FULL = ("le disque est plein", "libérez de la place, puis recommencez")
_HANDLES = ("trop de fichiers sont ouverts à la fois", "fermez d’autres programmes, ou relevez la limite (« ulimit -n 1024 »)")
_MEMORY = ("la mémoire manque", "fermez d’autres programmes, ou relevez la limite, puis recommencez")
_BUSY = ("cet endroit est occupé, ou un disque y est monté", "choisissez un autre dossier")
_OTHER_DISK = ("les deux dossiers ne sont pas sur le même disque", "choisissez un autre dossier")
_DAMAGED = ("le disque répond mal", "copiez vos fichiers ailleurs et vérifiez ce disque")
_NOT_PLAIN = ("ce n’est pas un fichier ordinaire", "ôtez-le, ou mettez un fichier à sa place")
# An error of the system by its number: why, and what to do.
_WORDS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: ("la place qui vous est donnée sur le disque est prise", _FULL[1]),
    errno.EFBIG: ("le fichier dépasse la taille que le système permet", "relevez cette limite (« ulimit -f »), puis recommencez"),
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: ("le disque est en lecture seule", "choisissez un dossier où l’on peut écrire (« --output »)"),
    errno.ELOOP: ("ses liens tournent en rond", "ôtez ce lien"),
    errno.EMFILE: _HANDLES,
    errno.ENFILE: _HANDLES,
    errno.ENOENT: ("ce fichier ou ce dossier manque", "remettez-le, par exemple avec « git restore »"),
    errno.ENOTDIR: ("un fichier est là où un dossier est attendu", "ôtez-le, ou choisissez un autre dossier"),
    errno.EISDIR: ("un dossier est là où un fichier est attendu", "ôtez-le, ou renommez-le"),
    errno.EEXIST: ("ce nom est déjà pris", "ôtez ce qui s’y trouve, ou choisissez un autre nom"),
    errno.ENOTEMPTY: ("le dossier n’est pas vide", "ôtez ce qui s’y trouve, ou choisissez un autre nom"),
    errno.ENAMETOOLONG: ("le nom est trop long", "choisissez un nom plus court"),
    errno.EBUSY: _BUSY,
    errno.EXDEV: _OTHER_DISK,
    errno.EIO: _DAMAGED,
    errno.ENXIO: _NOT_PLAIN,
    errno.ENODEV: _NOT_PLAIN,
    errno.ENOMEM: _MEMORY,
    errno.EAGAIN: ("le système ne permet pas un processus de plus", "fermez d’autres programmes, puis recommencez"),
    errno.EADDRINUSE: ("un autre programme s’en sert", "essayez « --port 0 »"),
}
# Signs that turn the text around them, or are not seen: a name may hold them as well as a value.
_HIDDEN = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class RefusedError(Exception):
    """Something that a person can mend; `str()` says in French what, where, and what to do."""


def words(error: OSError | MemoryError) -> str:
    """What the system refused, in one sentence."""
    if isinstance(error, MemoryError):
        return f"La mémoire manque : {_MEMORY[1]}."
    why, do = _WORDS.get(error.errno or 0, (f"le système refuse ({error.strerror or error})", "réglez cela, puis recommencez"))
    named = " et ".join(_called(name) for name in (error.filename, error.filename2) if isinstance(name, str | bytes))
    return f"{named} : {why} ; {do}." if named else f"{why[0].upper()}{why[1:]} : {do}."


def plain_file(path: str) -> None:
    """Hold that a path is a plain file, before it is opened: a pipe would be waited for without end.

    Raises:
        OSError: when it is something else, or is not there.
    """
    mode = os.stat(path).st_mode  # noqa: PTH116 - thousands of them: plain strings, plain calls
    if not stat.S_ISREG(mode):
        raise OSError(errno.EISDIR if stat.S_ISDIR(mode) else errno.ENXIO, "", path)


def measured(path: Path, limit: int) -> bytes:
    """What a file holds; of one that is bigger than its limit, one byte more than that, so that it is refused.

    Raises:
        OSError: when it is no plain file, or the system refuses.
    """
    plain_file(str(path))
    with path.open("rb") as file:
        return file.read(limit + 1)


def shown(text: str) -> str:
    """The text with each sign that turns it round, or hides in it, shown by its name; those that command a terminal, as �."""
    return _CONTROL.sub("�", _HIDDEN.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text))


def _called(name: str | bytes) -> str:
    path = Path(os.fsdecode(name))
    with contextlib.suppress(OSError, ValueError):
        path = path.relative_to(Path.cwd())
    return shown(str(path).encode("utf-8", "replace").decode())
