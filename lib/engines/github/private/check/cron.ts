/** From the least to the most, and names for these numbers. */
interface Field {
  readonly least: number;
  readonly most: number;
  readonly names?: string;
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule */
const FIELDS: readonly Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC' },
  { least: 0, most: 6, names: 'SUN MON TUE WED THU FRI SAT' },
];

/** Whether GitHub takes it: minute, hour, day, month, day of the week. A workflow with any other is started by nothing at all. */
export function isCron(text: string): boolean {
  const fields = text.split(' ');
  return fields.length === FIELDS.length && fields.every((field, i) => isField(field, FIELDS[i]));
}

/** A list of values and ranges, perhaps with steps. */
function isField(text: string, field: Field): boolean {
  return text.split(',').every((item) => {
    const [, range, step] = /^([^/]+)(?:\/([1-9]\d?))?$/.exec(item) ?? [];
    return range !== undefined && (range === '*' || isRange(range, field)) && Number(step ?? 1) <= field.most;
  });
}

function isRange(text: string, { least, most, names = '' }: Field): boolean {
  const numbers = text.split('-').map((word) => {
    const at = names.split(' ').indexOf(word.toUpperCase());
    return /^\d{1,2}$/.test(word) ? Number(word) : at < 0 || word === '' ? NaN : at + least;
  });
  const [first, last = first] = numbers;
  return numbers.length <= 2 && first >= least && last <= most && first <= last;
}
