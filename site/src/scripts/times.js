(() => {
  const lang = document.documentElement.lang;
  const day = { year: 'numeric', month: 'short', day: 'numeric' };
  const formats = {
    date: new Intl.DateTimeFormat(lang, day),
    time: new Intl.DateTimeFormat(lang, {
      ...day,
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    }),
  };
  for (const time of document.querySelectorAll('time[data-form]')) {
    time.title = time.textContent;
    time.textContent = formats[time.dataset.form].format(new Date(time.dateTime));
  }
  const age = document.querySelector('[data-checked]');
  if (!age) return;
  const relative = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
  const all = (selector, act) => {
    for (const element of age.querySelectorAll(selector)) act(element);
  };
  const tick = () => {
    const ms = Math.max(0, Date.now() - Date.parse(age.dataset.checked));
    const stale = ms > Number(age.dataset.staleMs);
    const minutes = Math.floor(ms / 60000);
    const ago =
      minutes < 1
        ? relative.format(0, 'second')
        : minutes < 120
          ? relative.format(-minutes, 'minute')
          : minutes < 2880
            ? relative.format(-Math.floor(minutes / 60), 'hour')
            : relative.format(-Math.floor(minutes / 1440), 'day');
    age.classList.toggle('is-stale', stale);
    all('[data-fresh]', (element) => {
      element.hidden = stale;
    });
    all('[data-stale]', (element) => {
      element.hidden = !stale;
    });
    all('[data-ago]', (element) => {
      element.textContent = stale ? '' : ago;
    });
  };
  tick();
  setInterval(tick, 30000);
})();
