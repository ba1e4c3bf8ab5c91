/** The sandbox's one style sheet; light and dark by the browser's setting. */
export const STYLE = `
:root { color-scheme: light dark; --bg: #f6f7f9; --card: #fff; --line: #dfe3e8; --text: #1d2530; --soft: #5c6875; --accent: #0b6b5d; --on-accent: #fff; --bad: #a4262c; --good: #17663a; }
@media (prefers-color-scheme: dark) { :root { --bg: #14181d; --card: #1e242b; --line: #333c46; --text: #e8ecf0; --soft: #a3aeb9; --accent: #5ec9b5; --on-accent: #10211e; --bad: #ff9a9a; --good: #86d9a6; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; padding: .8rem 1.5rem; background: var(--card); border-bottom: 1px solid var(--line); }
header strong { margin-right: auto; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
nav a[aria-current] { color: var(--text); font-weight: 600; text-decoration: none; }
main { max-width: 100rem; margin: 0 auto; padding: 1.25rem 1.5rem 3rem; }
h1 { font-size: 1.35rem; margin: 0 0 .25rem; }
.lead, .soft { color: var(--soft); }
.lead { margin: 0 0 1.25rem; max-width: 60rem; }
.board { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; align-items: start; }
.column { background: color-mix(in srgb, var(--line) 45%, transparent); border: 2px solid transparent; border-radius: .6rem; padding: .75rem; min-height: 12rem; }
.column.over { border-color: var(--accent); }
.column h2 { font-size: 1rem; margin: 0 0 .6rem; display: flex; justify-content: space-between; }
.column ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .6rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .8rem; cursor: grab; overflow-wrap: anywhere; }
.card h3 { font-size: 1rem; margin: 0; }
.card p { margin: .1rem 0; }
.hint { font-size: .85rem; }
.card .answer { font-size: .82rem; border-top: 1px solid var(--line); margin-top: .5rem; padding-top: .4rem; }
.good { color: var(--good); }
.bad { color: var(--bad); }
button { font: inherit; padding: .25rem .8rem; margin-top: .4rem; border: 1px solid var(--accent); border-radius: .4rem; background: var(--accent); color: var(--on-accent); cursor: pointer; }
button.quiet { background: none; color: var(--accent); }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
table { border-collapse: collapse; width: 100%; font-size: .8rem; }
th, td { text-align: left; padding: .45rem; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
th { color: var(--soft); font-weight: 600; white-space: normal; vertical-align: bottom; }
th:first-child, td:first-child { padding-left: 1rem; }
td:last-child { padding-right: 1rem; }
tr:last-child td { border-bottom: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; margin: 1rem 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.subjects td { white-space: normal; min-width: 14rem; }
.previews { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 1.5rem; }
.previews h2 { font-size: 1rem; min-height: 3rem; }
.previews section { min-width: 0; }
iframe { width: 100%; height: 60vh; border: 1px solid var(--line); border-radius: .6rem; background: #fff; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
summary { cursor: pointer; margin-top: 1rem; }
`;
