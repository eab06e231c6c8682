// The nightly report, published as a zip file.
exports.handler = async () => console.log(`Counting the orders of ${process.env.TABLE_NAME}`);
