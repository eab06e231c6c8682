// Would ask the shop for its health. In a rehearsal nothing is deployed, so it looks at the address that it was given.
const [address = ''] = process.argv.slice(2);
const { protocol, host } = new URL(address);
if (protocol !== 'https:') {
  throw new Error(`the shop must be reached by https, and not by ${protocol}`);
}
console.log(`The shop is at ${host}.`);
