import { readSettings } from "../lib/build/catalog/settings.ts";
import { basePathOf, readSiteUrl } from "../lib/build/catalog/site-url.ts";
import { buildSite } from "../lib/build/export/build-site.ts";
import { createStaticServer, listen, readHostAndPort } from "../lib/build/serve/static-server.ts";
import { withJosa } from "../lib/text/josa.ts";
import { createLiveLine } from "./live-line.mjs";
import { runCommand } from "./run-command.ts";

/** `npm start`: builds when something changed, then serves `out/` and prints the address and what to do next. */
await runCommand(import.meta.filename, async (_, { root }) => {
  const { host, port } = readHostAndPort(process.env);
  const settings = readSettings(root, process.env);
  const siteUrl = readSiteUrl(process.env);
  const base = basePathOf(siteUrl);
  let stopped = false;
  const stopBuilding = () => {
    stopped = true;
  };
  process.on("SIGINT", stopBuilding);
  process.on("SIGTERM", stopBuilding);
  const line = createLiveLine(process.stderr);
  await buildSite(settings, siteUrl, {
    ifChanged: true,
    say: line.tell,
  }).finally(line.end);
  if (stopped) throw new Error("만드는 중에 멈췄습니다. 같은 명령을 다시 실행하면 처음부터 만듭니다.");
  process.off("SIGINT", stopBuilding);
  process.off("SIGTERM", stopBuilding);

  const server = createStaticServer(settings.out, { base });
  const taken = await listen(server, host, port);
  if (taken !== port)
    process.stderr.write(
      `포트 ${withJosa(String(port), "은/는")} 이미 쓰이고 있거나 브라우저가 막는 번호여서 ${taken}에서 엽니다.\n`,
    );
  const shownHost =
    host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  process.stdout.write(`
고래노트를 열었습니다: http://${shownHost}:${taken}${base}/
  읽기        위 주소를 브라우저에서 여세요.
  노트 더하기 ${settings.nameOf(settings.notes)}에 .md 파일을 넣고 npm run dev로 쓰면서 보세요.
  내 폴더로   NOTES_DIR=~/notes npm start처럼 Markdown 폴더를 알려 주세요.
끝내려면 Ctrl+C를 누르세요.
`);
  await new Promise<void>((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done());
  });
  server.close();
  server.closeAllConnections();
  process.stderr.write("\n고래노트를 닫았습니다.\n");
  return 0;
});
