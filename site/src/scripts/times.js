(() => {
  const lang = document.documentElement.lang;
  const date = { year: 'numeric', month: 'short', day: 'numeric' };
  const time = { ...date, hour: 'numeric', minute: '2-digit', timeZoneName: 'short' };
  const formats = { date: new Intl.DateTimeFormat(lang, date), time: new Intl.DateTimeFormat(lang, time) };
  for (const at of document.querySelectorAll('time[data-form]')) {
    at.title = at.textContent;
    at.textContent = formats[at.dataset.form].format(new Date(at.dateTime));
  }
  const age = document.querySelector('[data-checked]');
  if (!age) return;
  const relative = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
  const each = (selector, act) => age.querySelectorAll(selector).forEach(act);
  const tick = () => {
    const ms = Math.max(0, Date.now() - Date.parse(age.dataset.checked));
    const stale = ms > Number(age.dataset.staleMs);
    const minutes = ms / 60000;
    const [unit, size] =
      minutes < 1
        ? ['second', 1]
        : minutes < 120
          ? ['minute', 1]
          : minutes < 2880
            ? ['hour', 60]
            : ['day', 1440];
    const ago = stale ? '' : relative.format(-Math.floor(minutes / size), unit);
    age.classList.toggle('is-stale', stale);
    each('[data-fresh]', (part) => (part.hidden = stale));
    each('[data-stale]', (part) => (part.hidden = !stale));
    each('[data-ago]', (part) => (part.textContent = ago));
  };
  tick();
  setInterval(tick, 30000);
})();
