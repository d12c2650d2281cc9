"""Where everything stands on a badge: a face in, marks out, from the badge's lower left corner. Needs `load_fonts`."""

from functools import partial

from kiosk.badges.badge import BadgeFace, BadgeWords, grouped, host_of, one_line, typed_address
from kiosk.badges.fit import LEADING, Block, Room, fit_name, fit_text
from kiosk.badges.fonts import Weight, drawable, width
from kiosk.badges.marks import Mark, Pill, Symbol, Text
from kiosk.badges.papers import Paper

MM = 72 / 25.4
_PAD = 4 * MM
_CAPITAL, _DESCENT = 0.73, 0.24
_NAME, _COMPANY, _ROLE, _CODE, _SMALL = 30.0, 11.0, 9.0, 13.0, 6.5
_GREY = 0.35
# The white margin as a share of the side, for the versions our addresses give (3 and 4): the dark modules are what
# lines up with the padding.
_FRONT_QUIET, _CLAIM_QUIET = 4 / 37, 4 / 41


def front(face: BadgeFace, paper: Paper) -> list[Mark]:
    """Lay out the public side: names, company, role, languages, front code."""
    wide, high, side = paper.badge_width * MM, paper.badge_height * MM, paper.front_qr * MM
    quiet = side * _FRONT_QUIET
    symbol = Symbol(wide - _PAD - side + quiet, _PAD - quiet, side, face.front_url)
    header = high - _PAD - _SMALL * _CAPITAL
    top, floor = header - _SMALL, symbol.y + side
    column = symbol.x - _PAD
    return [
        symbol,
        *_header(face, header, wide - 2 * _PAD),
        *_names(face, top, Room(wide - 2 * _PAD, top - floor, _NAME)),
        *_work(face, floor - _COMPANY / 4, column),
        *_code(face, column),
    ]


def back(face: BadgeFace, paper: Paper, words: BadgeWords) -> list[Mark]:
    """Lay out the private side: the claim QR, whose it is, where to go; a linked phone gets no QR."""
    wide, high, side = paper.badge_width * MM, paper.badge_height * MM, paper.claim_qr * MM
    quiet = side * _CLAIM_QUIET
    left = _PAD + side - quiet
    room = wide - _PAD - left
    headline = words.private if face.claim_url else words.linked
    symbols = [Symbol(_PAD - quiet, _PAD - quiet, side, face.claim_url)] if face.claim_url else []
    return [
        *symbols,
        *_promise(headline, high - _PAD, wide - 2 * _PAD),
        *_owner(face, words, left, room),
        *_foot(face, left, room),
    ]


def _header(face: BadgeFace, y: float, room: float) -> list[Mark]:
    pills = _pills(face.languages, _PAD + room, y)
    free = pills[-1].x - _PAD - _SMALL if pills else room
    block = _fitted(face.event_name, Room(free, _SMALL * LEADING, _SMALL), Weight.REGULAR)
    return [*_stack(block, _PAD, y + _SMALL * (LEADING - _DESCENT), grey=_GREY), *pills]


def _pills(languages: tuple[str, ...], right: float, y: float) -> list[Pill]:
    height = _SMALL * 1.5
    pills: list[Pill] = []
    for language in reversed(languages):
        word = _ready(language).upper()
        wide = width(word, _SMALL, Weight.BOLD) + _SMALL
        right -= wide
        pills.append(Pill(right, y + (_SMALL * _CAPITAL - height) / 2, wide, height, word, _SMALL))
        right -= _SMALL / 2
    return pills


def _names(face: BadgeFace, top: float, room: Room) -> list[Mark]:
    measure = partial(width, weight=Weight.BOLD)
    given, family = _ready(face.given), _ready(face.family)
    if given and family:
        above, below = fit_name(given, family, room, measure)
    else:
        above, below = fit_text([_ready(face.name)], room, measure), Block((), 0.0)
    return [
        *_stack(above, _PAD, top, weight=Weight.BOLD),
        *_stack(below, _PAD, top - above.height, weight=Weight.BOLD),
    ]


def _work(face: BadgeFace, top: float, room: float) -> list[Mark]:
    company = _fitted(face.company, Room(room, 2 * _COMPANY * LEADING, _COMPANY), Weight.REGULAR)
    role = _fitted(face.role, Room(room, 2 * _ROLE, _ROLE), Weight.REGULAR)
    return [*_stack(company, _PAD, top), *_stack(role, _PAD, top - company.height, grey=_GREY)]


def _code(face: BadgeFace, room: float) -> list[Mark]:
    address = _fitted(typed_address(face.front_url), Room(room, _SMALL * LEADING, _SMALL), Weight.REGULAR)
    code = Text(_PAD, _PAD + 1.6 * _SMALL, grouped(face.front_code), _CODE, Weight.BOLD, spacing=_CODE / 12)
    return [code, *_stack(address, _PAD, _PAD + address.height - _SMALL * _DESCENT, grey=_GREY)]


def _promise(words: tuple[str, str], top: float, room: float) -> list[Mark]:
    marks: list[Mark] = []
    for text, weight in zip(words, (Weight.BOLD, Weight.REGULAR), strict=True):
        block = _fitted(text, Room(room, _COMPANY * LEADING, _COMPANY), weight)
        marks += _stack(block, _PAD, top, weight=weight)
        top -= block.height
    return marks


def _owner(face: BadgeFace, words: BadgeWords, x: float, room: float) -> list[Mark]:
    label = _fitted(" · ".join(words.belongs_to), Room(room, 2 * _SMALL * LEADING, _SMALL), Weight.REGULAR)
    name = _fitted(face.name, Room(room, 3 * _COMPANY * LEADING, _COMPANY), Weight.BOLD)
    code = Text(x, _PAD + 3.4 * _SMALL, grouped(face.front_code), _ROLE, Weight.BOLD, spacing=_ROLE / 12)
    bottom = code.y + _ROLE * _CAPITAL + _SMALL / 2
    return [
        *_stack(label, x, bottom + name.height + label.height + _SMALL / 4, grey=_GREY),
        *_stack(name, x, bottom + name.height, weight=Weight.BOLD),
        code,
    ]


def _foot(face: BadgeFace, x: float, room: float) -> list[Mark]:
    lines = (host_of(face.claim_url or face.front_url), face.event_name)
    marks: list[Mark] = []
    y = _PAD - _SMALL * _DESCENT
    for text in lines:
        block = _fitted(text, Room(room, _SMALL * LEADING, _SMALL), Weight.REGULAR)
        y += _SMALL * LEADING
        marks += _stack(block, x, y, grey=_GREY)
    return marks


def _ready(text: str | None) -> str:
    return drawable(one_line(text))


def _fitted(text: str | None, room: Room, weight: Weight) -> Block:
    line = _ready(text)
    return fit_text([line], room, partial(width, weight=weight)) if line else Block((), 0.0)


def _stack(block: Block, x: float, top: float, *, weight: Weight = Weight.REGULAR, grey: float = 0.0) -> list[Text]:
    """Set the lines from `top` down; what the leading leaves free is above the capitals, for their accents."""
    step = block.size * LEADING
    first = top - step + block.size * _DESCENT
    return [Text(x, first - step * i, line, block.size, weight, grey) for i, line in enumerate(block.lines)]
