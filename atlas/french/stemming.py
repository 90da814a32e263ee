"""What several forms of a French word have in common: « réparer », « répare » and « réparation » are all of « repar ».

Light, and made for folded words: an ending is cut where enough is left. `assets/commun/racines.js` is its twin, letter for letter.
"""

from __future__ import annotations

from functools import cache

# Words that say nothing of what is looked for, folded; what is left of an elision is among them.
EMPTY = frozenset(
    ["a", "ai", "au", "aux", "avec", "c", "ce", "ces", "cet", "cette", "chez", "ci", "d", "dans", "de", "des", "du", "elle", "elles", "en", "entre", "est", "et", "etre", "eux", "ici", "il", "ils", "j", "je", "jusqu", "l", "la", "le", "les", "leur", "leurs", "lorsqu", "lui", "m", "ma", "me", "mes", "meme", "mon", "n", "ne", "ni", "nos", "notre", "nous", "on", "ont", "ou", "par", "pas", "plus", "pour", "puisqu", "qu", "quand", "que", "qui", "quoi", "quoiqu", "s", "sa", "sans", "se", "ses", "si", "son", "sont", "sous", "sur", "t", "ta", "te", "tes", "ton", "tu", "un", "une", "vers", "vos", "votre", "vous", "y"]
)
# Endings, longest first, each with how many letters must be left.
_ENDINGS = tuple(
    (ending, int(left))
    for ending, left in (
        pair.split(":")
        for pair in ["atrice:4", "etique:4", "ement:3", "ation:4", "ateur:4", "ative:4", "ielle:5", "arite:5", "atif:4", "erie:4", "iere:4", "euse:5", "rice:5", "ance:5", "ence:5", "aire:5", "able:5", "ible:5", "ique:4", "esse:4", "elle:5", "ier:4", "ere:4", "age:5", "ion:5", "eur:5", "ent:5", "ant:4", "ite:4", "iel:5", "er:3", "ez:4", "ee:4", "el:5", "ie:5", "ic:4", "e:3"]
    )
)
_WHOLE = frozenset(["chantier", "quartier", "environnement", "batiment"])  # the rest of them would be another word
_DOUBLED = ("ll", "mm", "nn", "pp", "rr", "ss", "tt")
_SHORTEST = 4


@cache
def stem(word: str) -> str:
    """What a folded word keeps in common with its plural, feminine, verb and noun."""
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
        return word
    if word.endswith("aux"):
        word = word[:-1] if word.endswith("eaux") else f"{word[:-2]}l"
    elif word.endswith(("s", "ux")) and not word.endswith("ss"):
        word = word[:-1]
    if word in _WHOLE:
        return word
    for ending, left in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= left:
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith(_DOUBLED) and len(word) > _SHORTEST else word
