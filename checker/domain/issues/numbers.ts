/** "1 page", "3 pages". */
export function pagesText(count: number): string {
  return `${count} ${count === 1 ? 'page' : 'pages'}`;
}

/** "is" or "are", after a number of things. */
export function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}

/** "2nd", "3rd", "11th", "21st". */
export function ordinal(count: number): string {
  const tens = count % 100;
  const end = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${end}`;
}
