namespace DentalMigration.Reports.Writing;

/// <summary>How a page looks: on screens light or dark, as the reader's system is, and on paper light.</summary>
internal static class HtmlStyle
{
    /// <summary>What a rule for narrow screens alone begins with.</summary>
    public const string Phone = "@media screen and (max-width: 640px)";

    /// <summary>What a rule for wider screens alone begins with.</summary>
    public const string Desk = "@media screen and (min-width: 641px)";

    public const string Text = """
        :root {
          color-scheme: light dark;
          --page: #f6f7f9; --paper: #ffffff; --ink: #1b2330; --soft: #566072; --faint: #687386; --line: #dfe3ea; --track: #eef0f4;
          --primary: #1f6fb5; --secondary: #3fa7a0; --neutral: #8d97a8; --accent: #8e5bb0; --warning: #e08e0b; --danger: #b3311f; --muted: #c2c8d2;
          --good: #1b7f4b; --good-paper: #eaf6ef; --look: #8a5600; --look-paper: #fdf4e3; --bad: #a92a1a; --bad-paper: #fcecea;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --page: #11151c; --paper: #191f29; --ink: #e8ecf2; --soft: #a5afbf; --faint: #8b97aa; --line: #2d3644; --track: #242c38;
            --primary: #5aa5e6; --secondary: #56c2b8; --neutral: #8b96a8; --accent: #b98ad8; --warning: #f0ab3c; --danger: #ef6f5a; --muted: #566173;
            --good: #62cf96; --good-paper: #15291f; --look: #f0b757; --look-paper: #2c2414; --bad: #ff8e7d; --bad-paper: #321a17;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 1280px; padding: 32px 24px; background: var(--page); color: var(--ink);
          font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        h1 { margin: 0; font-size: 28px; line-height: 1.2; letter-spacing: -0.01em; overflow-wrap: anywhere; }
        h2 { margin: 0 0 8px; font-size: 18px; }
        p { margin: 0 0 8px; max-width: 80ch; }
        header { margin-bottom: 24px; }
        header p { margin: 6px 0 0; color: var(--soft); }
        header .when, footer { font-size: 13px; }
        footer { margin-top: 24px; color: var(--soft); }
        section { margin: 16px 0; padding: 20px 24px; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; }
        .banner { max-width: none; margin: 0 0 24px; padding: 12px 16px; color: var(--bad); background: var(--bad-paper); border: 2px solid var(--bad); border-radius: 10px; }
        .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 0 0 16px; }
        .facts div { padding: 12px 16px; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; }
        .facts dt { font-size: 13px; color: var(--soft); }
        .facts dd.text { font-size: 15px; line-height: 1.9; }
        .facts dd { margin: 2px 0 0; font-size: 20px; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        .wide { overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; font-size: 14px; }
        .caption { max-width: none; color: var(--soft); font-size: 14px; }
        th, td { padding: 6px 10px; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); white-space: pre-line; overflow-wrap: break-word; }
        th { color: var(--soft); font-weight: 600; vertical-align: bottom; }
        td { min-width: 3ch; max-width: 60ch; }
        th:first-child, td:first-child { padding-left: 0; }
        th:last-child, td:last-child { padding-right: 0; }
        .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .zero { color: var(--faint); }
        .mark { color: var(--look); font-weight: 700; }
        tbody tr:last-child td { border-bottom: 0; }
        tfoot td { font-weight: 700; border-top: 2px solid var(--line); border-bottom: 0; }
        .more, .none { margin: 10px 0 0; color: var(--soft); }
        .verdict { padding: 12px 16px; border-left: 4px solid; border-radius: 6px; }
        .verdict p { font-size: 17px; }
        .verdict ul { margin: 0; padding: 0; list-style: none; }
        .verdict li { display: flex; gap: 8px; color: var(--ink); }
        .verdict li span { flex: none; width: 1em; font-weight: 700; text-align: center; }
        div.passed { background: var(--good-paper); } .passed, .passed span { color: var(--good); }
        div.attention { background: var(--look-paper); } .attention, .attention span { color: var(--look); }
        div.failed { background: var(--bad-paper); } .failed, .failed span { color: var(--bad); }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 8px 0 4px; padding: 0; list-style: none; font-size: 13px; color: var(--soft); }
        .legend i { display: inline-block; width: 12px; height: 12px; margin-right: 6px; border-radius: 3px; vertical-align: -1px; }
        .bars { margin: 0; padding: 0; list-style: none; font-size: 13.5px; font-variant-numeric: tabular-nums; }
        .bars li { margin-top: 10px; }
        .bar { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 16px; margin-bottom: 3px; }
        .bar strong { font-weight: 600; overflow-wrap: anywhere; }
        .bar > span { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 0 14px; margin-left: auto; color: var(--soft); }
        .bar b { color: var(--ink); font-weight: 600; }
        .bar i { display: inline-block; width: 9px; height: 9px; margin-right: 5px; }
        svg { display: block; width: 100%; height: 16px; border-radius: 3px; background: var(--track); }
        svg rect { stroke: var(--paper); stroke-width: 1px; vector-effect: non-scaling-stroke; }
        .tone-primary { fill: var(--primary); background: var(--primary); }
        .tone-secondary { fill: var(--secondary); background: var(--secondary); }
        .tone-neutral { fill: var(--neutral); background: var(--neutral); }
        .tone-accent { fill: var(--accent); background: var(--accent); }
        .tone-warning { fill: var(--warning); background: var(--warning); }
        .tone-danger { fill: var(--danger); background: var(--danger); }
        .tone-muted { fill: var(--muted); background: var(--muted); }
        details { margin-top: 8px; }
        summary { cursor: pointer; font-size: 13px; color: var(--soft); }
        @media screen and (max-width: 640px) {
          body { padding: 20px 12px; }
          h1 { font-size: 24px; }
          section { padding: 16px 14px; }
          .facts { grid-template-columns: 1fr 1fr; gap: 8px; }
          .facts div { padding: 8px 12px; }
          .facts div:has(.text) { grid-column: 1 / -1; }
          .wide table.plain th:first-child, .wide table.plain td:first-child { position: sticky; left: 0; background: var(--paper); }
          .stack, .stack tbody, .stack tr, .stack tfoot { display: block; }
          .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          .stack tr { padding: 8px 0; border-bottom: 1px solid var(--line); }
          .stack tr:last-child { border-bottom: 0; }
          .stack td { display: grid; grid-template-columns: 7.5em 1fr; gap: 0 10px; max-width: none; padding: 2px 0; border: 0; text-align: left; white-space: pre-line; overflow-wrap: anywhere; }
          .stack td::before { color: var(--soft); font-weight: 400; white-space: normal; overflow-wrap: anywhere; }
          .stack td:empty { display: none; }
        }
        @media print {
          * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
          body { max-width: none; padding: 0; background: none; font-size: 11px; }
          section, .facts div { padding: 8px 0; border: 0; border-radius: 0; }
          table { font-size: 10px; }
          tr, .bars li, .verdict, .banner, .facts { break-inside: avoid; }
          th, td { min-width: 0; padding: 3px 5px; }
          .many th, .many td { padding: 2px 3px; font-size: 8px; overflow-wrap: anywhere; }
          h2 { break-after: avoid; }
          details { display: none; }
          .wide { overflow: visible; }
        }
        """;
}
