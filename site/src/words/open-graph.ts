/** Words of the pictures that other sites show beside links. */
export const PICTURE_WORDS = {
  general: 'Are the web pages voters depend on working?',
  generalNote: 'Every page opened in a real browser. Every status with its evidence.',
  isStatus: { down: 'is down', blocked: 'is blocked to our monitor' },
  since: (time: string) => `Since ${time}`,
  asOf: (time: string) => `As of ${time}`,
} as const;
