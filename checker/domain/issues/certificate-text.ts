import { msOf } from '../instant.ts';
import type { About, Certificate } from './about.ts';
import { code, markdown } from './escaping.ts';
import { firstRows, fitted } from './fitting.ts';
import { link } from './links.ts';
import { pagesText } from './numbers.ts';
import { pageName } from './outage-pages.ts';
import { titleOf } from './outage-title.ts';
import { dayText, momentText } from './times.ts';

/** Title of an issue about a certificate that ends soon: "Certificate of vote.example.gov ends on 30 November 2026". Plain text. */
export function certificateTitle({ host, validTo }: Certificate, daysLeft: number): string {
  return titleOf(`Certificate of ${host}`, `${daysLeft < 0 ? 'ended' : 'ends'} on ${dayText(validTo)}`);
}

/** Body of that issue in Markdown, without its marker. `daysLeft`: whole days, rounded down: below 0 it has ended. */
export function certificateBody(certificate: Certificate, daysLeft: number, about: About): string {
  const { subject, issuer, seenAt, sites, validTo } = certificate;
  const pages = sites.map((site) => `- ${link(pageName(site), site.page ?? site.url)}`);
  const rows = firstRows(pages, 40, 24_000);
  const left = pages.length - rows.length;
  return fitted([
    { markdown: leadText(certificate, daysLeft), rank: 0 },
    { markdown: `${sites.length === 1 ? 'The page' : `The ${pagesText(sites.length)}`} it serves:`, rank: 1 },
    { markdown: [...rows, ...(left > 0 ? [`- and ${left} more`] : [])].join('\n'), rank: 1 },
    {
      markdown: [
        '| Certificate | |',
        '| --- | --- |',
        `| For | ${code(subject, 200)} |`,
        `| Issued by | ${markdown(issuer, 200)} |`,
        `| Valid until | ${momentText(validTo)} |`,
        `| Last seen | ${momentText(seenAt)} |`,
      ].join('\n'),
      rank: 1,
    },
    {
      markdown: `Many certificates are renewed by machines in their last days: then nothing needs to be done, and this issue is closed when a newer one is seen. Only the election office can renew it. ${msOf(validTo) < msOf(about.now) ? 'When browsers refuse the page, an outage is told of in an issue of its own.' : 'If it is not renewed in time, browsers will refuse the page.'}`,
      rank: 1,
    },
  ]);
}

/** Says in a comment how long a certificate is still valid. */
export function certificateText(certificate: Certificate, daysLeft: number, about: About): string {
  return `${leadText(certificate, daysLeft)}\nThe newest visit that kept evidence, at ${momentText(certificate.seenAt, about.now)}, saw no newer one.`;
}

/** Says that a certificate was renewed. `certificate`: the one that is seen now. */
export function certificateOverText({ host, issuer, validTo, seenAt }: Certificate, about: About): string {
  return `**${code(host, 200)} has a certificate that is valid until ${momentText(validTo)}.**\nIt was seen at ${momentText(seenAt, about.now)}, issued by ${markdown(issuer, 200)}.`;
}

function leadText({ host, validTo, sites }: Certificate, daysLeft: number): string {
  const when =
    daysLeft < 0
      ? `ended ${daysLeft === -1 ? 'less than a day' : daysText(-daysLeft - 1)} ago`
      : daysLeft === 0
        ? 'ends in less than a day'
        : `ends in ${daysText(daysLeft)}`;
  const what = sites.length === 1 ? 'a page' : pagesText(sites.length);
  const warning =
    daysLeft < 0
      ? `Browsers warn of ${what} that voters use.`
      : `From then on browsers would warn of ${what} that voters use, if it is not renewed.`;
  return `**The certificate of ${code(host, 200)} ${when}, at ${momentText(validTo)}.**\n${warning}`;
}

function daysText(days: number): string {
  return `${days} ${days === 1 ? 'day' : 'days'}`;
}
