// Words of the screens at a desk (trends, insights, API access), in English. desk.de.js has the same keys.

export default {};
