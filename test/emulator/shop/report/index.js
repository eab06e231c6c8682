exports.handler = async () => 'Orders of today: 3';
