/// The page's style: readable on a telephone, on a screen and on A4.
enum Style {
  static let css = """
    :root{--ink:#1d2733;--soft:#5d6b7a;--line:#d9e0e7;--blue:#1f5fa8;--pale:#dbe8f6;--red:#c0392b}
    *{box-sizing:border-box}
    body{margin:0 auto;max-width:960px;padding:16px 20px 40px;color:var(--ink);background:#fff;
    font:15px/1.6 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
    header{border-bottom:3px solid var(--blue);margin-bottom:8px}
    h1{font-size:26px;margin:8px 0 0}h2{font-size:20px;margin:30px 0 8px;color:var(--blue)}
    h3{font-size:16px;margin:18px 0 6px}header p,.note,footer,small{color:var(--soft);font-size:13px}
    .cards{display:flex;flex-wrap:wrap;gap:10px}
    .card{flex:1 1 160px;border:1px solid var(--line);border-radius:8px;padding:10px 12px}
    .card span,.card b,.card small{display:block}.card b{font-size:24px;line-height:1.3}
    .t{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:13.5px}
    th,td{padding:5px 8px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
    th{background:#f3f6f9;white-space:nowrap}.n{text-align:right;white-space:nowrap}
    svg{width:100%;height:auto;display:block;max-width:760px}
    .grid{stroke:#e6ebf0}.axis,.mark,.label{font-size:12px;fill:var(--soft)}.mark{fill:var(--ink)}
    .label{fill:var(--ink)}.end{text-anchor:end}.mid{text-anchor:middle}
    .line{fill:none;stroke:var(--blue);stroke-width:2}.area{fill:var(--pale)}.peak,.dot{fill:var(--red)}
    .bar{fill:var(--blue)}.base{fill:#a9bfd6}.span{stroke:#6f8eb0;stroke-width:3}
    .average{stroke:var(--soft);stroke-dasharray:4 3}.unit{fill:#6f8eb0;opacity:.75}
    .limit{fill:none;stroke:#a9bfd6}.outer{stroke-dasharray:5 3;stroke:#8a97a5}
    article{border-left:3px solid var(--pale);padding-left:12px;margin:14px 0;break-inside:avoid}
    .row{display:flex;gap:14px;align-items:center}.row p{margin:0}.spark{flex:0 0 120px;width:120px}
    ul{padding-left:18px;margin:6px 0}li{font-size:13px;color:#3c4958}code{font-size:12px}
    footer{margin-top:40px;border-top:1px solid var(--line);padding-top:8px}
    @page{size:A4;margin:14mm}
    @media print{body{max-width:none;padding:0;font-size:12px}section{break-inside:auto}h2,h3{break-after:avoid}}
    """
}
