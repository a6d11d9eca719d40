import { describe, expect, it } from 'vitest';
import { readPage } from './read-page.ts';

describe('a page is read', () => {
  it('with its entities decoded and its white space folded', () => {
    const page = readPage(
      '<title>\n Vote&nbsp;&amp;\t go </title><p>Reference&#32;&#35;18&#46;2d</p>\n\n<p>x</p>',
    );
    expect(page.title).toBe('Vote & go');
    expect(page.text).toBe('Reference #18.2d x');
  });

  it('with blocks apart and words within a line together', () => {
    expect(readPage('<h1><span>V</span><b>ote</b></h1><ul><li>one<li>two</ul>a<br>b').text).toBe(
      'Vote one two a b',
    );
  });

  it.each([
    '<script>var a = "unseen";</script>',
    '<style>.unseen{}</style>',
    '<template>unseen</template>',
    '<noscript>unseen</noscript>',
    '<textarea>unseen</textarea>',
    '<iframe>unseen</iframe>',
    '<p hidden>unseen</p>',
    '<div style="color:red; DISPLAY : none"><b>unseen</b></div>',
    '<div style="visibility:hidden">unseen</div>',
    '<dialog>unseen</dialog>',
    '<svg><title>unseen</title></svg>',
    '<!-- unseen -->',
    '<p hidden>unseen<p>',
    '<table><tr style="display:none"><td>unseen<tr></table>',
  ])('without what a visitor does not see: %s', (html) => {
    expect(readPage(`<p>before</p>${html}<p>after</p>`).text).toBe('before after');
  });

  it.each([
    '<p aria-hidden="true">seen</p>',
    '<dialog open>seen</dialog>',
    '<svg><text>seen</text></svg>',
    '<p class="hidden">seen</p>',
    '<details>seen</details>',
    '<div/>seen',
  ])('with what a visitor sees: %s', (html) => {
    expect(readPage(`<p>before</p>${html}<p>after</p>`).text).toBe('before seen after');
  });

  it('with a body that its own style hides, for a script will show it', () => {
    expect(
      readPage('<html style="visibility:hidden"><body style="display:none">seen</body></html>').text,
    ).toBe('seen');
  });

  it('with the first h1 as its heading, else the first heading that says something', () => {
    expect(readPage('<h2>second</h2><h1><img></h1><h1>fir<i>st</i></h1>').heading).toBe('first');
    expect(readPage('<h3> </h3><h3>third</h3><h2>second</h2>').heading).toBe('third');
    expect(readPage('<h1 hidden>unseen</h1><h4>fourth</h4>').heading).toBe('');
  });

  it('with the first title of the document alone', () => {
    expect(readPage('<svg><title>icon</title></svg><title>first</title><title>second</title>').title).toBe(
      'first',
    );
  });

  it('with ids, classes, addresses and inline scripts, of hidden elements too', () => {
    const page = readPage(
      '<div hidden id="a" class=" b  c"><iframe src="/f?x=1&amp;y=2"></iframe></div><link href="/l"><form action="/a"></form><a href="/no"><script>one()</script><script src="/s">two()</script><meta http-equiv="Refresh" content="5; url=/next"><meta content="no">',
    );
    expect([...page.ids]).toEqual(['a']);
    expect([...page.classes]).toEqual(['b', 'c']);
    expect(page.sources).toEqual(['/f?x=1&y=2', '/l', '/a', '/s', '5; url=/next']);
    expect(page.scripts).toBe('one()\ntwo()\n');
  });

  it('with no pixels that stand in noscript, but its ids', () => {
    const page = readPage('<noscript><img src="/pixel"><b id="sign"></b></noscript><img src="/seal">');
    expect(page.sources).toEqual(['/seal']);
    expect(page.ids.has('sign')).toBe(true);
  });

  it('with the beginning of each script', () => {
    const page = readPage(`<script>begin${'x'.repeat(10_000)}end</script><script>next</script>`);
    expect(page.scripts).toHaveLength(4_000 + 'next\n'.length);
    expect(page.scripts.startsWith('beginx')).toBe(true);
  });

  it('with the first of two attributes of a name', () => {
    expect([...readPage('<p ID=one id=two>').ids]).toEqual(['one']);
  });

  it.each(['', '<', '</', '<!', '<!--', '<p', '<p a="', '&', '&#', '</p></p></div>', '\0\ud800'])(
    'as far as it goes: %j',
    (html) => {
      expect(() => readPage(html)).not.toThrow();
    },
  );
});

describe('a page that a browser shows', () => {
  it('has the text that is rendered, not that of its source', () => {
    const page = readPage('<title>t</title><p>source</p>', ' As \n\n shown ');
    expect(page).toMatchObject({ title: 't', text: 'As shown' });
  });

  it('has no heading that is not rendered, and the one that is, in whatever case', () => {
    const html = '<h1>Something went wrong</h1><h1>Track your ballot</h1>';
    expect(readPage(html, 'TRACK YOUR BALLOT').heading).toBe('Track your ballot');
    expect(readPage(html, '').heading).toBe('');
  });
});
