"""How the dashboard looks: on a screen from 400 pixels, on A4 lying."""

MOST = 12
"""Columns of indicators that fit a lying page."""

_WIDTHS = "".join(
    f".board .cols-{number} {{ width: {234 + 76 * number}px; "
    f"min-width: {190 + 58 * number}px; }}\n"
    for number in range(1, MOST + 1)
)

_STYLE = """
@counter-style nothing { system: cyclic; symbols: ""; }
@counter-style leaf { system: extends decimal; range: 2 infinite; fallback: nothing; }
@page { @top-center { content: counter(page, leaf); } }
@page board { size: A4 landscape; margin: 10mm 12mm; counter-increment: page 0;
  @top-center { content: none; } }
html { scroll-behavior: auto; }
body { max-width: none; padding: 0; background: #fff; }
.board { page: board; font: 15px/1.45 "Segoe UI", "Noto Sans", "Liberation Sans", Arial,
  sans-serif; color: #1d2733; max-width: 1240px; margin: 0 auto; padding: 0 18px; }
.board p { margin: 0 0 6px; text-indent: 0; text-align: left; }
.board h1, .board h2, .board h3 { text-align: left; text-indent: 0; margin: 0;
  line-height: 1.25; }
header.board { padding-top: 20px; }
.board h1 { font-size: 27px; color: #0b3a66; margin-bottom: 6px; }
.board h2 { font-size: 20px; color: #0b3a66; margin: 34px 0 10px; padding-bottom: 5px;
  border-bottom: 2px solid #0b3a66; break-after: avoid; }
.board .authority { font-weight: 600; color: #4a5462; text-transform: uppercase;
  font-size: 13px; letter-spacing: .03em; }
.board .when, .board .basis { color: #3d4653; margin: 0; }
.board .notice { display: inline-block; margin: 8px 0 6px; padding: 3px 10px;
  background: #fdf1d8; color: #6b4300; border-left: 4px solid #b07400;
  font-weight: 600; }
.board .headline { font-size: 17px; margin: 10px 0 12px; padding: 10px 14px;
  background: #eef3f8; border-left: 4px solid #0b3a66; }
.board nav ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap;
  gap: 6px; }
.board nav a { display: block; padding: 5px 11px; border: 1px solid #9fb3c8;
  border-radius: 4px; color: #0b3a66; text-decoration: none; }
.board nav a:hover, .board nav a:focus { background: #0b3a66; color: #fff; }
.board :focus-visible { outline: 3px solid #c25e00; outline-offset: 1px; }
.board small { display: block; font-size: 12.5px; color: #4d5763; font-weight: 400; }
.board ul { margin: 0; padding: 0; list-style: none; }
.mark { font-weight: 600; white-space: normal; }
.mark span, .dot { font-family: "Segoe UI Symbol", "DejaVu Sans", sans-serif; }
.dot { font-weight: 700; }
.good { color: #17632a; }
.warn { color: #7a4d00; }
.bad { color: #a1160a; }
.dull { color: #4d5560; }
.plain { color: #1c3d6e; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(215px, 1fr));
  gap: 14px; margin-top: 20px; }
.tile { border: 1px solid #cdd6e0; border-top: 4px solid #0b3a66; border-radius: 4px;
  padding: 10px 14px 12px; break-inside: avoid; }
.board .tile h2 { font-size: 14px; border: 0; margin: 0; padding: 0; color: #4a5462; }
.board .tile .number { font-size: 32px; font-weight: 700; line-height: 1.2;
  margin: 2px 0;
  color: #0b3a66; }
.tile .number span { display: block; font-size: 14px; line-height: 1.25;
  font-weight: 400; color: #3d4653; }
.tile li { line-height: 1.5; }
.board .scroll { margin: 0 0 14px; padding: 0; }
.board table { font-size: 14px; border-collapse: collapse; width: 100%; }
.board caption { text-align: left; font-weight: 600; padding: 8px 0 5px;
  color: #3d4653; }
.board th, .board td { border: 1px solid #cdd6e0; padding: 5px 8px; text-align: left;
  vertical-align: middle; overflow-wrap: break-word; }
.board thead th { background: #0b3a66; color: #fff; font-weight: 600; }
.board thead .mark { color: #fff; }
.board tbody th { font-weight: 400; }
.board .right { text-align: right; white-space: nowrap; }
.board .right small { white-space: normal; }
.board .mid { text-align: center; white-space: nowrap; }
.board .lead { font-size: 13px; }
.board .verdict { min-width: 9.5em; }
.board .lead { min-width: 9em; }
.board .commitment { break-after: avoid; }
.board .commitment th, .board .commitment td { background: #e6edf5; font-weight: 700; }
.board .note { color: #3d4653; font-size: 14px; break-after: avoid; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr));
  gap: 14px; }
.card { border: 1px solid #cdd6e0; border-radius: 4px; padding: 10px 12px;
  display: flex;
  flex-direction: column; break-inside: avoid; }
.card { min-width: 0; }
.card.wide { grid-column: 1 / -1; }
.board .card h3 { font-size: 15px; }
.board .card .above { font-size: 12.5px; color: #4d5763; margin: 0 0 2px; }
.board .card .state { margin: 2px 0 6px; }
.board .card .facts { font-size: 13.5px; color: #3d4653; margin: 4px 0 0; }
.board .card .why { color: #3d4653; font-style: italic; margin: 8px 0; }
.drawing { margin-top: auto; overflow-x: auto; }
.drawing svg { display: block; width: 100%; height: auto; }
.wide .drawing svg { width: auto; }
.board .heat { table-layout: fixed; max-width: 100%; }
.board .heat td { text-align: center; padding: 3px 2px; line-height: 1.25;
  font-size: 13px; }
.board .heat .unit { width: 150px; position: sticky; left: 0; background: #fff;
  z-index: 1; }
.board .heat thead .unit { background: #0b3a66; }
.board .heat .report { width: 84px; }
.board .turned { height: 190px; padding: 6px 2px; vertical-align: bottom; }
.turned span { writing-mode: vertical-rl; transform: rotate(180deg);
  display: inline-block;
  max-height: 178px; font-size: 12.5px; line-height: 1.2; text-align: left; }
.board .total th, .board .total td { background: #e6edf5;
  border-bottom: 2px solid #0b3a66; }
.board .heat .total th { background: #e6edf5; font-weight: 700; }
.sign { display: block; font-family: "DejaVu Sans", "Segoe UI Symbol", sans-serif; }
.none { background: #f6f7f9; }
.level-0 { background: #fff; }
.level-1 { background: #e9f2fb; }
.level-2 { background: #d3e5f6; }
.level-3 { background: #b9d5ef; }
.level-4 { background: #9cc3e6; }
.level-5 { background: #c9e7cd; }
.within { background: #e2f1e4; }
.outside { background: #fdf1d8; }
.board .missing { background: #fde3e0; color: #8f1108; font-weight: 600; }
.unavailable, .not_due, .nil { background: #eef0f2; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; font-size: 13.5px; }
.board .legend { margin: 4px 0 8px; }
.key { display: inline-block; min-width: 22px; text-align: center; padding: 0 3px;
  border: 1px solid #cdd6e0;
  font-family: "DejaVu Sans", "Segoe UI Symbol", sans-serif; }
.late li { padding: 4px 0; border-bottom: 1px solid #e2e7ed; }
.board .late { margin: 0 0 12px; }
.paper { max-width: 190mm; margin: 40px auto 0; padding: 8mm 4mm 4mm;
  border-top: 6px double #0b3a66; }
"""

_NARROW = """
@media (max-width: 480px) {
  .board { padding: 0 10px; font-size: 14px; }
  .board h1 { font-size: 22px; }
  .board .headline { font-size: 15px; }
  .tiles, .cards { grid-template-columns: 1fr; }
  .board table { font-size: 13px; }
  .board th, .board td { padding: 4px 5px; }
  .board .heat .unit { width: 104px; }
  .board tbody th { min-width: 150px; position: sticky; left: 0; background: #fff;
    vertical-align: top; }
  .board tbody td { vertical-align: top; }
  .board .commitment th { background: #e6edf5; }
  .open td { min-width: 110px; }
  .open td:nth-child(2) { min-width: 220px; }
  .counts thead th { min-width: 72px; }
}
@media print {
  .board { font-size: 9.5pt; line-height: 1.3; max-width: none; padding: 0;
    -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  header.board { padding: 0; break-after: avoid; }
  .board nav { display: none; }
  .board h1 { font-size: 16pt; }
  .board h2 { font-size: 13pt; margin: 14pt 0 5pt; }
  .board .headline { font-size: 11pt; margin: 5pt 0; padding: 5pt 8pt; }
  .board .scroll, .drawing { overflow: visible; }
  .board table { font-size: 8.5pt; }
  .board small { font-size: 7.5pt; }
  .board .lead { font-size: 8.5pt; }
  .board th, .board td { padding: 1.6pt 3pt; }
  .tiles { grid-template-columns: repeat(4, 1fr); gap: 8pt; margin-top: 6pt; }
  .board .tile .number { font-size: 19pt; }
  .cards { grid-template-columns: repeat(4, 1fr); gap: 5pt; }
  .card { padding: 3pt 5pt; }
  .board .card .state { margin: 1pt 0; }
  .board .card h3 { font-size: 9pt; line-height: 1.15; }
  .board .card .facts, .board .card .above { font-size: 7.5pt; line-height: 1.2; }
  .board .note, .legend { font-size: 8pt; }
  .wide .drawing svg { max-width: 100%; }
  .board .heat { min-width: 0; }
  .board .heat td, .board .heat .unit { padding: .6pt 2pt; }
  .board .heat td { font-size: 7.5pt; }
  .board .heat .unit { position: static; font-size: 8pt; width: 48mm; }
  .board .scroll { break-inside: avoid; }
  .board #commitments .scroll, .board #obstacles .scroll { break-inside: auto; }
  .sign { display: inline; }
  .board .turned { height: 31mm; }
  .turned span { max-height: 29mm; font-size: 7.5pt; }
  .board :focus-visible { outline: 0; }
  #heat, #charts { break-before: page; }
  .board #heat h2, .board #charts h2 { margin-top: 0; }
  .paper { border: 0; margin: 0; padding: 0; max-width: none; break-before: page; }
}
"""

STYLE = _STYLE + _WIDTHS + _NARROW
