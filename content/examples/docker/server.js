const { appendFile, readFile } = require("node:fs");
const { createServer } = require("node:http");
const { hostname } = require("node:os");

const server = createServer(({ url }, response) => {
  appendFile("log/access.log", `${url}\n`, () => {}); // 폴더가 없으면 적지 않는다
  if (url === "/healthz") response.end("ok\n");
  else if (url === "/notice")
    readFile("notice/notice.txt", (none, text) => response.end(none ? "공지가 없습니다\n" : text));
  else response.end(`web 1.4 ${hostname()}\n`);
});
server.listen(8080);
process.on("SIGTERM", () => server.close());
