// A screenshot of 256 colours, and so of half the size: a page has few, and those at the edges of letters are close to others.
const zlib = require('zlib');

const MOST_COLORS = 256;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Bytes of a pixel, as browsers write it: red, green, blue. */
const BYTES = 3;

function withFewColors(/** @type {Buffer} */ png) {
  const { width, height, pixels } = read(png);
  const { palette, indexes } = colorsOf(pixels);
  // Each row begins with the number of its filter: none.
  const rows = Buffer.alloc((width + 1) * height);
  pixels.forEach((color, i) => (rows[i + 1 + Math.floor(i / width)] = indexes.get(color) ?? 0));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Bits of a pixel, and that it is a number of the palette.
  header.set([8, 3], 8);
  const colors = Buffer.alloc(BYTES * palette.length);
  palette.forEach((color, i) => colors.writeUIntBE(color, BYTES * i, BYTES));
  const data = zlib.deflateSync(rows, { level: 9, memLevel: 9 });
  const chunks = [chunk('IHDR', header), chunk('PLTE', colors), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([SIGNATURE, ...chunks]);
}

/** The colours that are seen most, and which of them each colour is closest to. */
function colorsOf(/** @type {number[]} */ pixels) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const color of pixels) counts.set(color, (counts.get(color) ?? 0) + 1);
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([color]) => color);
  const palette = sorted.slice(0, MOST_COLORS);
  return { palette, indexes: new Map(sorted.map((color) => [color, closest(palette, color)])) };
}

function closest(/** @type {number[]} */ palette, /** @type {number} */ color) {
  const distances = palette.map((other) =>
    [16, 8, 0].reduce((sum, shift) => sum + (((color >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
}

function read(/** @type {Buffer} */ png) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (png[24] !== 8 || png[25] !== 2) throw new Error('a screenshot that is no picture of red, green and blue');
  const parts = [];
  for (let at = SIGNATURE.length; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const bytes = unfiltered(zlib.inflateSync(Buffer.concat(parts)), BYTES * width);
  return {
    width,
    height,
    pixels: Array.from({ length: width * height }, (_, i) => bytes.readUIntBE(BYTES * i, BYTES)),
  };
}

/** What each filter adds, by the bytes to the left, above, and to the left of that: https://www.w3.org/TR/png-3/#9Filters */
const FILTERS = /** @type {((a: number, b: number, c: number) => number)[]} */ ([
  () => 0,
  (a) => a,
  (_, b) => b,
  (a, b) => (a + b) >> 1,
  (a, b, c) => {
    const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
  },
]);

function unfiltered(/** @type {Buffer} */ rows, /** @type {number} */ width) {
  const height = rows.length / (width + 1);
  const bytes = Buffer.alloc(width * height);
  for (let i = 0; i < bytes.length; i++) {
    const [row, column] = [Math.floor(i / width), i % width];
    const left = column >= BYTES ? bytes[i - BYTES] : 0;
    const above = row > 0 ? bytes[i - width] : 0;
    const corner = row > 0 && column >= BYTES ? bytes[i - width - BYTES] : 0;
    bytes[i] = rows[i + row + 1] + FILTERS[rows[row * (width + 1)]](left, above, corner);
  }
  return bytes;
}

function chunk(/** @type {string} */ type, /** @type {Buffer} */ data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(zlib.crc32(body));
  return Buffer.concat([length, body, sum]);
}

module.exports = { withFewColors };
