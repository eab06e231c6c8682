/** `1:05:00`, `12:30`. */
export function timeOf(seconds: number): string {
  const whole = Math.round(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** How long something took, if that may be less than a second: `0.4s`, `12s`, `2:05`. */
export function durationOf(seconds: number): string {
  if (seconds < 9.95) {
    return Number.isInteger(seconds) ? `${seconds}s` : `${seconds.toFixed(1)}s`;
  }
  return seconds < 59.5 ? `${Math.round(seconds)}s` : timeOf(seconds);
}
