/** The modes of the files in a zip, as text in octal: `755`. */
export function modesIn(zip: Buffer): Record<string, string> {
  const modes: Record<string, string> = {};
  // Entries of the central directory: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12
  const header = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
  for (let at = zip.indexOf(header); at !== -1; at = zip.indexOf(header, at + 4)) {
    const name = zip.subarray(at + 46, at + 46 + zip.readUInt16LE(at + 28)).toString();
    modes[name] = ((zip.readUInt32LE(at + 38) >>> 16) & 0o777).toString(8);
  }
  return modes;
}
