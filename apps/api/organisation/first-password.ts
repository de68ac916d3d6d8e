import { randomBytes } from 'node:crypto';

/** Digits and letters that are not taken for one another, read aloud or on paper. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 80 random bits as four groups of four: 7k2m-x9q4-… */
export const newPassword = (): string =>
  [...randomBytes(16)].map((byte) => alphabet[byte & 31]).join('').replace(/(.{4})(?=.)/g, '$1-');
