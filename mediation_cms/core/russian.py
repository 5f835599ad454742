"""Which form a Russian noun takes after a number (phrasebook, section 2.2)."""

TEEN = range(11, 15)
FEW = range(2, 5)


def form(n: int, one: str, few: str, many: str) -> str:
    """«1 дело», «2 дела», «5 дел»; 21 as 1, but 11 as 5."""
    if n % 100 in TEEN:
        return many
    if n % 10 == 1:
        return one
    return few if n % 10 in FEW else many


def form_of(n: int, one: str, many: str) -> str:
    """The genitive of the whole, after «более», «около», «из», «до», «в течение»: «21 гражданина», «142 граждан»."""
    return form(n, one, many, many)
