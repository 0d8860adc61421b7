import { createServer, get, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchPicture, isPublicAddress, LARGEST_BYTES, NETWORK, type Network } from "./fetch-picture.ts";

const PNG = Buffer.from("\x89PNG\r\n\x1a\nrest", "latin1");
const send =
  (status: number, headers: Record<string, string>, body: Buffer | string = ""): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(body);
const to = (location: string) => send(302, { location });
const png = send(200, { "content-type": "image/png" }, PNG);

const ROUTES: Readonly<Record<string, RequestListener>> = {
  "/a.png": png,
  "/typed.png": send(200, { "content-type": "image/PNG; charset=binary" }, PNG),
  "/page.png": send(200, { "content-type": "text/html" }, "<p>"),
  "/lie.png": send(200, { "content-type": "image/png" }, "<svg>"),
  "/a.svg": send(200, { "content-type": "image/svg+xml" }, '<?xml?><svg xmlns="x"/>'),
  "/gone.png": send(404, {}),
  "/moved.png": to("/a.png"),
  "/round.png": to("/round.png"),
  "/down.png": to("http://pictures.test/a.png"),
  "/inside.png": to("https://169.254.169.254/latest/meta-data"),
  "/named.png": to("https://inside.test/a.png"),
  "/ends.png": (_, response) => {
    response.writeHead(200, { "content-type": "image/png", "content-length": "1000" });
    response.write(PNG);
    setImmediate(() => response.destroy());
  },
  "/large.png": (_, response) => {
    response.writeHead(200, { "content-type": "image/png" });
    response.write(PNG);
    const part = Buffer.alloc(1024 * 1024);
    const more = () => {
      while (!response.destroyed && response.write(part));
    };
    response.on("drain", more);
    more();
  },
};

let server: Server;
let network: Network;
const called: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => ROUTES[request.url ?? ""]!(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const hosts: Readonly<Record<string, readonly string[]>> = {
    "pictures.test": ["93.184.216.34"],
    "inside.test": ["10.0.0.5"],
    "both.test": ["93.184.216.34", "127.0.0.1"],
    "none.test": [],
  };
  network = {
    resolve: async (host) => hosts[host] ?? Promise.reject(Object.assign(new Error(), { code: "ENOTFOUND" })),
    open: ({ pathname }, address) => {
      called.push(address);
      return new Promise<IncomingMessage>((done, fail) =>
        get({ host: "127.0.0.1", port, path: pathname }, done).on("error", fail),
      );
    },
  };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function reasonOf(address: string): Promise<string> {
  const answer = await fetchPicture(address, network);
  return answer.kind === "refused" ? answer.reason : answer.kind;
}

test("a picture comes with its bytes and what it is, also after a redirect", async () => {
  for (const name of ["a.png", "typed.png", "moved.png"])
    expect(await fetchPicture(`https://pictures.test/${name}`, network)).toEqual({
      kind: "fetched",
      bytes: PNG,
      extension: "png",
    });
  expect(await fetchPicture("https://pictures.test/a.svg", network)).toMatchObject({ extension: "svg" });
});

test("only HTTPS is spoken, also after a redirect, and no password is sent", async () => {
  expect(await reasonOf("http://pictures.test/a.png")).toBe("https 주소가 아닙니다");
  expect(await reasonOf("file:///etc/passwd")).toBe("https 주소가 아닙니다");
  expect(await reasonOf("https://pictures.test/down.png")).toBe("https 주소가 아닙니다");
  expect(await reasonOf("https://me:secret@pictures.test/a.png")).toContain("비밀번호");
});

test("no address of this machine or its network is called: written, by name, by one of two, after a redirect", async () => {
  called.length = 0;
  for (const host of ["127.0.0.1", "[::1]", "2130706433", "0x7f.1", "inside.test", "both.test", "none.test"])
    expect(await reasonOf(`https://${host}/a.png`), host).toBe("이 컴퓨터나 안쪽 망의 주소입니다");
  expect(called).toEqual([]);
  for (const name of ["inside.png", "named.png"])
    expect(await reasonOf(`https://pictures.test/${name}`)).toBe("이 컴퓨터나 안쪽 망의 주소입니다");
  expect(new Set(called)).toEqual(new Set(["93.184.216.34"]));
});

test.each([
  ["8.8.8.8", true],
  ["2606:4700::1111", true],
  ["10.1.2.3", false],
  ["100.64.0.1", false],
  ["172.31.0.1", false],
  ["192.168.0.1", false],
  ["169.254.169.254", false],
  ["0.0.0.0", false],
  ["255.255.255.255", false],
  ["::1", false],
  ["::ffff:127.0.0.1", false],
  ["::ffff:8.8.8.8", false],
  ["fe80::1", false],
  ["fd00::1", false],
  ["64:ff9b::a00:1", false],
  ["2002:7f00:1::", false],
  ["2001:db8::1", false],
  ["ff02::1", false],
  ["a.test", false],
])("%s is public: %s", (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

test("what is no picture, too large, gone, breaks off or goes round is refused with its reason", async () => {
  expect(await reasonOf("https://pictures.test/page.png")).toBe("그림이 아니라 text/html입니다");
  expect(await reasonOf("https://pictures.test/lie.png")).toContain("다른 파일입니다");
  expect(await reasonOf("https://pictures.test/large.png")).toBe("10MB보다 큽니다");
  expect(LARGEST_BYTES).toBe(10_485_760);
  expect(await reasonOf("https://pictures.test/gone.png")).toBe("서버의 답이 404입니다");
  expect(await reasonOf("https://pictures.test/ends.png")).toContain("불러오지 못했습니다");
  expect(await reasonOf("https://pictures.test/round.png")).toContain("5번 넘게");
  expect(await reasonOf("https://nowhere.test/a.png")).toContain("ENOTFOUND");
});

test("the network of a build calls the address that was looked at, and no other", async () => {
  // Nothing speaks TLS there: that it is reached at all is what is to be seen.
  const { port } = server.address() as AddressInfo;
  const seen = new Promise<void>((done) =>
    server.once("clientError", (_, socket) => {
      socket.destroy();
      done();
    }),
  );
  await expect(NETWORK.open(new URL(`https://pictures.test:${port}/a.png`), "127.0.0.1")).rejects.toThrow();
  await seen;
});
