import { msOf } from '../domain/instant.ts';
import { code, markdown } from '../domain/issues/escaping.ts';
import { dayText, momentText } from '../domain/issues/times.ts';
import { visitSentence } from '../domain/issues/visit-text.ts';
import type { Observation } from '../domain/observation.ts';
import type { SeenSite, SeenVisit } from './seen-site.ts';

const DAY = 86_400_000;

/** What a check saw of a site, as the rows of a table. */
export function factsTable(seen: SeenSite, last: SeenVisit): string {
  const { observation } = last;
  const rows = [
    ['Address', code(seen.site.url, 500)],
    ...(observation ? answerRows(observation) : []),
    ['Load time', loadText(last)],
    ...(observation?.tls ? [['Certificate', certificateText(observation.tls.validTo, observation)]] : []),
    ['Exit', exitText(last)],
    ...(seen.visits.length > 1 ? [['Visits', visitsText(seen.visits)]] : []),
    ...pictureRows(seen.visits),
  ];
  return ['| What | Seen |', '| --- | --- |', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
}

function answerRows({ url, finalUrl, status, contentType, title }: Observation): string[][] {
  const moved = finalUrl !== null && URL.parse(finalUrl)?.href !== URL.parse(url)?.href;
  const type = contentType === null ? '' : `, ${code(contentType, 100)}`;
  return [
    ...(moved ? [['Ended at', code(finalUrl, 500)]] : []),
    ['Answer', status === null ? 'none' : `${status}${type}`],
    ...(title === null ? [] : [['Title', title.trim() === '' ? 'empty' : markdown(title, 200)]]),
  ];
}

function loadText({ visit, observation }: SeenVisit): string {
  const seconds = `${(visit.ms / 1_000).toFixed(1)} s`;
  return observation && observation.timings.ready === null ? `${seconds}, and not ready then` : seconds;
}

function certificateText(validTo: string, { startedAt }: Observation): string {
  const days = Math.floor((msOf(validTo) - msOf(startedAt)) / DAY);
  if (days < 0) return `ended on ${dayText(validTo)}`;
  return `until ${dayText(validTo)} (${days} ${days === 1 ? 'day' : 'days'} left)`;
}

function exitText({ route }: SeenVisit): string {
  if (route === null) return 'not known';
  return route.exit ? `${code(route.name, 100)} (${code(route.exit.address, 50)})` : code(route.name, 100);
}

function visitsText(visits: readonly SeenVisit[]): string {
  const sentences = visits.map(({ visit, route, observation }) => {
    const { at, outcome } = visit;
    const shown = {
      at,
      outcome,
      route: route?.name ?? '',
      observation,
      picture: null,
      source: null,
      run: null,
    };
    return visitSentence(shown);
  });
  return sentences.join(' ');
}

function pictureRows(visits: readonly SeenVisit[]): string[][] {
  const pictures = visits.flatMap(({ picture, visit }) =>
    picture === null ? [] : [{ picture, at: visit.at }],
  );
  if (pictures.length === 0) return [['Picture', 'none: the page showed nothing']];
  const told = pictures.map(({ picture, at }) =>
    pictures.length === 1 ? code(picture) : `${code(picture)} (${momentText(at)})`,
  );
  return [[pictures.length === 1 ? 'Picture' : 'Pictures', told.join(', ')]];
}
