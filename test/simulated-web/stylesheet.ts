import type { Look } from './looks.ts';

const HEADERS: Record<Look['header'], string> = {
  bar: '.top{background:var(--accent);color:var(--on)}.top a{color:var(--on)}.disc{fill:#fff}.emblem{fill:var(--accent)}',
  centred:
    '.top .wrap{flex-direction:column;text-align:center;gap:10px}.top{border-bottom:3px double var(--accent)}.top nav{margin:0}',
  ribbon:
    '.top{background:var(--panel);border-top:10px solid var(--accent);box-shadow:0 1px 4px #0002}.top b{color:var(--accent)}',
  plain: '.top{border-bottom:1px solid var(--line)}.top b{letter-spacing:-.01em;font-size:1.35rem}',
};

/** CSS of all pages of one look. */
export function stylesheet(look: Look): string {
  return `:root{--accent:${look.accent};--on:${look.onAccent};--ground:${look.ground};--panel:${look.panel};--ink:${look.ink};--soft:#55606c;--line:#d5d9de;--radius:${look.radius}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;grid-template-rows:auto 1fr auto;background:var(--ground);color:var(--ink);font:17px/1.55 ${look.font}}
.wrap{width:100%;max-width:980px;margin:0 auto;padding:0 24px}
.top .wrap{display:flex;align-items:center;gap:16px;padding-block:18px}
.top b{font-size:1.2rem;line-height:1.2}
.top nav{margin-left:auto;display:flex;flex-wrap:wrap;gap:6px 22px;font-size:.95rem}
.top a{color:var(--accent);text-decoration:none}
.emblem{fill:var(--on);flex:none}.disc{fill:var(--accent)}
main.wrap{padding-block:36px 56px}
h1{font-size:2.1rem;line-height:1.2;margin:0 0 10px}
h2{font-size:1.2rem;margin:0 0 6px}
.lead{font-size:1.12rem;color:var(--soft);max-width:60ch;margin:0 0 28px}
.prose{max-width:66ch}.prose h2{margin-top:28px}
.card,.note{background:var(--panel);border:1px solid var(--line);border-radius:var(--radius);padding:26px}
.note{border-left:6px solid var(--accent);margin-bottom:22px;padding:16px 20px}
form{display:grid;grid-template-columns:repeat(auto-fit,minmax(220px,1fr));gap:18px}
fieldset{display:contents}
label{display:block;font-weight:600;margin-bottom:4px}
input{width:100%;padding:11px 12px;font:inherit;color:inherit;border:1px solid #7d8791;border-radius:min(var(--radius),8px);background:#fff}
input:disabled,button:disabled{background:#e4e6e9;color:#767d85;border-color:#c3c8cd;cursor:not-allowed}
small{color:var(--soft)}
button{justify-self:start;grid-column:1/-1;padding:12px 22px;font:inherit;font-weight:600;border:0;border-radius:min(var(--radius),10px);background:var(--accent);color:var(--on)}
.answers{display:grid;grid-template-columns:repeat(auto-fit,minmax(250px,1fr));gap:26px;margin-top:38px}
.answers p{margin:0;color:var(--soft)}
.list{columns:3 220px;column-gap:32px;padding:0;list-style:none}
footer{border-top:1px solid var(--line);color:var(--soft);font-size:.9rem}
footer .wrap{padding-block:18px}
${HEADERS[look.header]}`.replaceAll('\n', '');
}
