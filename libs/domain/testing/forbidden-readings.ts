/** What no rule may do. Kept to prove that the guard bites: see no-clock.spec.ts. */
export const forbiddenReadings: Readonly<Record<string, () => unknown>> = {
  'Date.now()': () => Date.now(),
  'new Date()': () => new Date(),
  'Date()': () => Date(),
  'Math.random()': () => Math.random(),
  'Date.now handed to map': () => [0].map(Date.now),
  'the host’s hour': () => new Date(0).getHours(),
  'the host’s weekday': () => new Date(0).getDay(),
  'the host’s language': () => new Date(0).toLocaleDateString(),
};

/** What a rule may do: say which instant it means. */
export const allowedReadings: Readonly<Record<string, () => unknown>> = {
  'an instant from milliseconds': () => new Date(0).toISOString(),
  'milliseconds from an instant': () => Date.parse('1970-01-01T00:00:00.000Z'),
  'the weekday in UTC': () => new Date(0).getUTCDay(),
};
