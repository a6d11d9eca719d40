/** Style of the pages of issues. */
export const PAGE_STYLE = `
:root { --ink:#1f2328; --soft:#59636e; --line:#d1d9e0; --ground:#fff; --head:#f6f8fa; --link:#0969da; --open:#1f883d; --closed:#8250df; --muted:#59636e; }
@media (prefers-color-scheme: dark) {
  :root { --ink:#f0f6fc; --soft:#9198a1; --line:#3d444d; --ground:#0d1117; --head:#151b23; --link:#4493f8; --open:#238636; --closed:#8957e5; --muted:#656c76; }
}
* { box-sizing:border-box; }
body { margin:0 auto; padding:16px 24px 48px; max-width:1216px; font:14px/1.5 -apple-system,"Segoe UI","Noto Sans",Helvetica,Arial,sans-serif; color:var(--ink); background:var(--ground); }
a { color:var(--link); text-decoration:none; } a:hover { text-decoration:underline; }
body > header { padding-bottom:12px; border-bottom:1px solid var(--line); font-weight:600; }
h1 { font-size:30px; font-weight:400; margin:20px 0 8px; overflow-wrap:anywhere; }
.number, time, small, aside p { color:var(--soft); font-weight:400; }
.facts { padding-bottom:16px; border-bottom:1px solid var(--line); color:var(--soft); } .facts strong { color:var(--ink); }
.state { display:inline-block; padding:4px 12px; margin-right:6px; border-radius:2em; color:#fff; font-weight:500; }
.state.open { background:var(--open); } .state.closed { background:var(--closed); } .state.muted { background:var(--muted); }
.columns { display:grid; grid-template-columns:minmax(0,1fr) 220px; gap:24px; }
article { display:grid; grid-template-columns:40px minmax(0,1fr); gap:12px; margin:16px 0; }
.avatar { width:40px; height:40px; border-radius:50%; background:var(--head); border:1px solid var(--line); display:grid; place-items:center; font-weight:600; }
.box { border:1px solid var(--line); border-radius:6px; }
.box > header { padding:8px 16px; background:var(--head); border-bottom:1px solid var(--line); border-radius:6px 6px 0 0; }
.text { padding:16px; overflow-wrap:anywhere; } .text > :first-child { margin-top:0; } .text > :last-child { margin-bottom:0; }
.text h1, .text h2 { font-size:20px; font-weight:600; padding-bottom:4px; border-bottom:1px solid var(--line); } .text h3 { font-size:16px; }
.text img { max-width:100%; } .text table { border-collapse:collapse; display:block; overflow-x:auto; margin:0 0 16px; }
.text th, .text td { padding:6px 13px; border:1px solid var(--line); } .text tr:nth-child(2n) { background:var(--head); }
.text blockquote { margin:0 0 16px; padding:0 1em; color:var(--soft); border-left:4px solid var(--line); }
.text code, .text kbd { padding:.2em .4em; font:85% ui-monospace,SFMono-Regular,Menlo,monospace; background:var(--head); border-radius:6px; }
.text pre { padding:16px; overflow:auto; background:var(--head); border-radius:6px; } .text pre code { padding:0; background:none; }
.text hr { height:4px; border:0; background:var(--line); } .text details { margin-bottom:16px; } .text summary { cursor:pointer; }
.contains-task-list { list-style:none; padding-left:1em; }
.event { margin:16px 0 16px 52px; color:var(--soft); } .event strong { color:var(--ink); }
.label { display:inline-block; padding:0 8px; border-radius:2em; font-size:12px; font-weight:500; line-height:20px; margin:1px 0; border:1px solid #0002; }
.bot { padding:0 6px; border:1px solid var(--line); border-radius:2em; font-size:12px; color:var(--soft); }
aside h2 { font-size:12px; color:var(--soft); margin:16px 0 4px; } aside p { margin:0; padding-bottom:16px; border-bottom:1px solid var(--line); }
.list { list-style:none; margin:0; padding:0; border:1px solid var(--line); border-radius:6px; } .list li { padding:10px 16px; border-top:1px solid var(--line); } .list li:first-child { border-top:0; }
.list a { color:var(--ink); font-weight:600; font-size:16px; } .list .state { font-size:12px; padding:0 8px; } .list small { margin-left:4px; }
@media (max-width:760px) { .columns { grid-template-columns:minmax(0,1fr); } article { grid-template-columns:minmax(0,1fr); } .avatar { display:none; } .event { margin-left:0; } }
`;
