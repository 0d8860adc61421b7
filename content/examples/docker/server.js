const { createServer } = require("node:http");
const { hostname } = require("node:os");

const server = createServer((request, response) => {
  if (request.url === "/healthz") response.end("ok\n");
  else response.end(`web 1.4 ${hostname()}\n`);
});
server.listen(8080);
process.on("SIGTERM", () => server.close());
