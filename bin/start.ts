import { readSettings } from "../lib/build/catalog/settings.ts";
import { readSiteUrl } from "../lib/build/catalog/site-url.ts";
import { buildSite } from "../lib/build/export/build-site.ts";
import { createStaticServer, listen, readHostAndPort } from "../lib/build/serve/static-server.ts";
import { runCommand } from "./run-command.ts";

/** `npm start`: builds when something changed, then serves `out/` and prints the address. */
await runCommand(import.meta.filename, async (_, { root }) => {
  const { host, port } = readHostAndPort(process.env);
  const settings = readSettings(root, process.env);
  const siteUrl = readSiteUrl(process.env);
  let stopped = false;
  const stopBuilding = () => {
    stopped = true;
  };
  process.on("SIGINT", stopBuilding);
  process.on("SIGTERM", stopBuilding);
  await buildSite(settings, siteUrl, {
    ifChanged: true,
    say: (text) => process.stderr.write(`${text}\n`),
  });
  if (stopped) throw new Error("만드는 중에 멈췄습니다. 같은 명령을 다시 실행하면 처음부터 만듭니다.");
  process.off("SIGINT", stopBuilding);
  process.off("SIGTERM", stopBuilding);

  const server = createStaticServer(settings.out);
  const taken = await listen(server, host, port);
  if (taken !== port)
    process.stderr.write(`포트 ${port}은 이미 쓰이고 있거나 브라우저가 막는 번호여서 ${taken}에서 엽니다.\n`);
  const shownHost =
    host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  process.stdout.write(
    `\n고래노트를 열었습니다: http://${shownHost}:${taken}/\n끝내려면 Ctrl+C를 누르세요.\n`,
  );
  await new Promise<void>((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done());
  });
  server.close();
  server.closeAllConnections();
  process.stderr.write("\n고래노트를 닫았습니다.\n");
  return 0;
});
