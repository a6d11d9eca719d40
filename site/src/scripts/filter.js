(() => {
  const form = document.forms.filter;
  const count = form.querySelector('output');
  const groups = [...document.querySelectorAll('[data-state]')].map((group) => ({
    group,
    rows: [...group.querySelectorAll('[data-status]')].map((row) => ({
      ...group.dataset,
      ...row.dataset,
      row,
      text: `${group.dataset.name} ${row.textContent}`.toLowerCase(),
    })),
  }));
  const apply = () => {
    const wish = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    const { q = '', ...exact } = Object.fromEntries(wish);
    const words = q.toLowerCase().split(/\s+/);
    const fits = (row) =>
      Object.entries(exact).every(([name, value]) => row[name].split(' ').includes(value)) &&
      words.every((word) => row.text.includes(word));
    let shown = 0;
    for (const { group, rows } of groups) {
      const before = shown;
      for (const row of rows) {
        row.row.hidden = !fits(row);
        shown += !row.row.hidden;
      }
      group.hidden = shown === before;
    }
    count.textContent = count.dataset.text.replace('#', shown);
    return `?${wish}`;
  };
  const change = () => history.replaceState(null, '', apply());
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (form[name]?.name) form[name].value = value;
  }
  apply();
  form.addEventListener('input', change);
  form.addEventListener('submit', (event) => change(event.preventDefault()));
  form.addEventListener('reset', () => setTimeout(change));
})();
