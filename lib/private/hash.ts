import { createHash } from 'crypto';

/** SHA-256 of a value's JSON, in hexadecimal digits. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
