// The shop itself, published as a container image.
exports.handler = async () => ({
  statusCode: 200,
  headers: { 'content-type': 'text/plain' },
  body: `Welcome. Orders are kept in ${process.env.TABLE_NAME}.\n`,
});
