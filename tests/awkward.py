"""Twenty good records that a form could spoil on their way to a file, and three bad ones that must stay what they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Awkward:
    """What is typed; `codes` are the problems that are truly there."""

    nom: str
    recit: str = "Un récit simple."
    porteur: str = ""
    partie: str = "Une structure"
    source: str = "Une source"
    activites: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


RECORDS = (
    Awkward("Piquant : le pôle", porteur="Une : deux", partie="A: b", source="Titre : sous-titre"),
    Awkward("Piquant # 1", porteur="# pas un commentaire", partie="C# & F#", source="N° #3 #"),
    Awkward('Piquant "cité"', porteur='"', partie="'simple'", source="l'apostrophe d'\"ici\""),
    Awkward("Piquant ---", porteur="---", partie="--- a", source="...", recit="Avant\n\n---\n\nAprès"),
    Awkward("- piquant", porteur="- a", partie="? b", source="| c", activites=("- un", "? deux", "| trois", "> quatre")),
    Awkward("[piquant]", porteur="{a: b}", partie="[x, y]", source="{}", activites=("a, b", "[c]", "{d}", "e]")),
    Awkward("&piquant", porteur="*a", partie="&b *c", source="!d", activites=("!tag", "&ancre", "*alias", "%dir", "@e", "`f`")),
    Awkward("</script><b>piquant</b>", porteur="<!-- x -->", partie="</textarea>", source="<a href='x'>", codes=()),
    Awkward("Piquant 🐝 l’abeille", porteur="👩🏽‍🌾 et Cie", partie="🇫🇷", source="🌾🌾"),
    Awkward("Piquant שלום", porteur="مرحبا", partie="abc אבג def", source="עברית ו-français"),
    Awkward("true piquant", porteur="true", partie="null", source="~", activites=("yes", "no", "on", "off", "Null", "True")),
    Awkward("Piquant 007", porteur="007", partie="1e3", source="0x1F", activites=("1.0", "01004", "2014-09-19", "12:30", "1_000", ".5", "+1")),
    Awkward("Piquant \\ barre", porteur="C:\\dossier\\nouveau", partie="\\", source="\\u0041 \\n"),
    Awkward("L’été d’« Œuvre » piquant", porteur="«\u202fÇa\u202f»", partie="Ma\u0301chefer", source="ﬁn ½ ²"),
    Awkward("Piquant", recit="Un.\n\n\n\nDeux.\n\n   trois\n\tquatre\nnom: cinq\n- six\n1. sept"),
    Awkward("Piquant", recit="```\n---\nmot: x\n---\n```\n\n~~~~\n\nfin", codes=("ecriture-non-lue",)),
    Awkward("Piquant : # fin -", porteur="fin :", partie="x #", source=": début"),
    Awkward("%piquant%", porteur="@ici", partie="`code`", source="100 % | > x", activites=("---", "...", "?", ":", "-", "=", "<<")),
    Awkward("Piquant", recit="Un [lien](https://exemple.fr/a_(b)?x=1&y=2), **gras**, <https://exemple.fr/>.\n\n> cité : oui # non\n\n## Et ---\n\n- « un »"),
    Awkward("Piquant", recit="# Un titre", codes=("titre-de-niveau-1",)),
    Awkward("Piquant", recit="<script>alert(1)</script> & <b>gras</b>", codes=("html-interdit",)),
    Awkward("Piquant", recit="phrase longue " * 3572, codes=("trop-long",)),  # 50,000 characters
    Awkward("Piquant " + "très " * 21 + "long", porteur="m" * 199 + ":", partie="« " + "x" * 190 + " »", source="t" * 290 + ": t"),
)  # fmt: skip
