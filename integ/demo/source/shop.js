/** What an order costs, in cents. */
exports.total = (items) => items.reduce((sum, { price, count = 1 }) => sum + price * count, 0);
