function repeat(part: string): (characters: number) => string {
  return (characters) => part.repeat(Math.ceil(characters / part.length)).slice(0, characters);
}

function between(before: string, part: string, after = ''): (characters: number) => string {
  return (characters) => before + repeat(part)(characters - before.length - after.length) + after;
}

function numbered(part: (index: number) => string): (characters: number) => string {
  return (characters) => {
    const parts: string[] = [];
    for (let index = 0, length = 0; length < characters; index += 1) {
      const next = part(index);
      parts.push(next);
      length += next.length;
    }
    return parts.join('').slice(0, characters);
  };
}

const depth = '<div>'.repeat(100_000);

/** Documents made to be slow to read or to match, of as many characters as asked. */
export const ADVERSARIAL_PAGES: Readonly<Record<string, (characters: number) => string>> = {
  'nested elements': repeat('<div>'),
  'short unclosed tags': repeat('<b>'),
  'tags opened and closed at a great depth': between(depth, '<b></b>'),
  'end tags of nothing at a great depth': between(depth, '</z>'),
  'crossed tags': repeat('<i><b></i>'),
  'unclosed cells': repeat('<tr><td>'),
  'nested pictures': repeat('<svg>'),
  'attributes of one tag': between('<div ', 'a=b ', '>'),
  'ids of one tag': between('<div ', 'id=b ', '>'),
  'different ids and classes': numbered((index) => `<p id=x${index} class="a${index} b${index}">`),
  'one attribute': between('<div id="', 'x', '">'),
  'entities in an attribute': between('<div id="', '&amp;', '">'),
  classes: repeat(`<p class="${'a '.repeat(1_900)}">`),
  'style attributes': repeat(`<p style="display${' '.repeat(3_900)}">`),
  entities: repeat('&amp;'),
  ampersands: repeat('&'),
  'entities that are none': repeat('&#38&notit;&ac'),
  'one line of words': repeat('vote '),
  'white space': repeat(' \n'),
  'angle brackets': repeat('<'),
  'one script': between('<script>', '<'),
  scripts: repeat('<script>a</script>'),
  'a comment': between('<!--', '-'),
  'a title': between('<title>', '&amp; '),
  headings: repeat('<h1>a</h1>'),
  'one heading': between('<h1>', 'a b '),
  pictures: repeat('<img src=x.png>'),
  'sources like Imperva’s': repeat('<img src="/a.js?_Incapsula_Resource_Incapsula_Resource">'),
  'half a reference number': repeat('18.18.aabbccdd.1234567890 '),
  'half an address': repeat('https://www.https://'),
};
