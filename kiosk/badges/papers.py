"""Papers that badges are printed on, as data. Lengths are millimetres."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """One page and the badges on it; `front_qr` and `claim_qr` are sides with the white margin of 4 modules."""

    name: str
    page_width: float
    page_height: float
    columns: int
    rows: int
    badge_width: float
    badge_height: float
    left_margin: float
    top_margin: float
    column_gap: float
    row_gap: float
    front_qr: float
    claim_qr: float

    @property
    def per_page(self) -> int:
        """Badges on one side of one page."""
        return self.columns * self.rows

    def corner(self, slot: int) -> tuple[float, float]:
        """Give the lower left corner of a slot on the front, from the page's lower left; slots run along the rows."""
        row, column = divmod(slot, self.columns)
        x = self.left_margin + column * (self.badge_width + self.column_gap)
        below = self.top_margin + row * (self.badge_height + self.row_gap) + self.badge_height
        return x, self.page_height - below

    def back_corner(self, slot: int) -> tuple[float, float]:
        """Give the same slot's corner on the back, the sheet being turned over its long (upright) edge."""
        x, y = self.corner(slot)
        return self.page_width - x - self.badge_width, y


A4X10 = Paper(
    name="a4x10",
    page_width=210,
    page_height=297,
    columns=2,
    rows=5,
    badge_width=90,
    badge_height=55,
    left_margin=15,
    top_margin=11,
    column_gap=0,
    row_gap=0,
    front_qr=28,
    claim_qr=38,
)

PAPERS = {paper.name: paper for paper in (A4X10,)}
