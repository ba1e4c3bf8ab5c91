/** The pages' one style sheet: one column, phone first, light and dark by the browser's setting. */
export const STYLE = `
:root { color-scheme: light dark; --bg: #f3f4f7; --card: #fff; --line: #d5dae2; --text: #1f2430; --soft: #565d6b; --accent: #2456c8; --on-accent: #fff; --bad: #a4262c; --bad-bg: #fdf0f0; --loud: #fff4db; --loud-line: #d98e04; }
@media (prefers-color-scheme: dark) { :root { --bg: #14161b; --card: #1f232b; --line: #444b59; --text: #eceef2; --soft: #b0b7c4; --accent: #8db2ff; --on-accent: #10131a; --bad: #ff9d9d; --bad-bg: #3a1f22; --loud: #3a2a10; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 42rem; margin: 1.5rem auto; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; overflow-wrap: anywhere; }
footer { max-width: 42rem; margin: 0 auto 2rem; padding: 0 1.5rem; color: var(--soft); font-size: .85rem; display: flex; gap: 1rem; flex-wrap: wrap; }
@media (max-width: 46rem) { main { margin: 0 0 1rem; border-width: 0 0 1px; border-radius: 0; padding: 1.1rem; } footer { padding: 0 1.1rem; } }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
p { margin: .5rem 0; }
a { color: var(--accent); }
.soft { color: var(--soft); }
.small { font-size: .875rem; }
.loud { margin: .75rem 0; padding: .7rem 1rem; background: var(--loud); border-left: 4px solid var(--loud-line); }
blockquote { margin: .5rem 0; padding: .7rem 1rem; background: var(--bg); border-left: 4px solid var(--line); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
form { margin: 1rem 0; }
.field { margin: 1.1rem 0; }
label, legend { display: block; font-weight: 600; margin-bottom: .25rem; }
input, select, textarea { font: inherit; width: 100%; padding: .55rem .7rem; color: inherit; background: var(--bg); border: 1px solid var(--soft); border-radius: .4rem; }
[aria-invalid] { border: 2px solid var(--bad); }
.error { color: var(--bad); font-weight: 600; margin: .3rem 0; }
.errors { padding: .7rem 1rem; background: var(--bad-bg); border-left: 4px solid var(--bad); }
button, .button { display: inline-block; font: inherit; font-weight: 600; padding: .6rem 1.2rem; border: 1px solid var(--accent); border-radius: .4rem; background: var(--accent); color: var(--on-accent); cursor: pointer; text-decoration: none; }
button.quiet { background: none; color: var(--accent); }
button.bad { background: none; border-color: var(--bad); color: var(--bad); }
summary { cursor: pointer; font-weight: 600; padding: .4rem 0; }
details { border-top: 1px solid var(--line); margin-top: 1.25rem; padding-top: .4rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
th[scope=row] { color: var(--soft); width: 32%; overflow-wrap: break-word; hyphens: auto; }
thead th { font-weight: 600; }
@media (max-width: 30rem) { /* two columns that an address fits into, each row's label above them */
  .compare tr { display: grid; grid-template-columns: 1fr 1fr; border-bottom: 1px solid var(--line); }
  .compare th, .compare td { border-bottom: 0; }
  .compare thead td { display: none; }
  .compare th[scope=row] { grid-column: 1 / -1; width: auto; padding-bottom: 0; font-size: .875rem; }
  .compare th[scope=row] ~ td { padding-top: 0; font-size: .9375rem; }
}
.views { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .75rem 0; }
.views a[aria-current] { color: var(--text); font-weight: 600; text-decoration: none; }
.story { list-style: none; margin: 0; padding: 0; }
.story li { padding: .3rem 0 .3rem .9rem; border-left: 3px solid var(--line); }
.story time { display: block; }
.hires { list-style: none; margin: 0; padding: 0; }
.hires li { border-top: 1px solid var(--line); padding: .7rem 0; }
.hires a { font-weight: 600; }
.search { display: flex; gap: .5rem; align-items: end; }
.search div { flex: 1; }
fieldset { border: 0; margin: 1rem 0; padding: 0; }
legend { padding: 0; }
.check { display: flex; gap: .6rem; font-weight: 400; }
.check input { width: auto; margin: 0; accent-color: var(--accent); }
pre { background: var(--bg); border: 1px solid var(--line); border-radius: .4rem; padding: .7rem 1rem; overflow-x: auto; }
`;
