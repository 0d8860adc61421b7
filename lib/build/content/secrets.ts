/** Names under which keys and passwords are kept. */
const NAMES = [
  /^\.env(?:\..+)?$/i,
  /^\.(?:npmrc|netrc|pgpass|htpasswd|pypirc|dockercfg|git-credentials|vault-token)$/i,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/i,
  /\.(?:pem|key|p12|pfx|jks|keystore|kdbx?|ppk|asc|gpg|ovpn|age)$/i,
  /^(?:credentials?|secrets?|client_secret.*|service[-_]?account.*|kubeconfig)(?:\.(?:json|ya?ml|toml|ini|txt|csv|xml|conf))?$/i,
  /^(?:passwords?|비밀번호|암호|계정)(?:\.(?:txt|csv|xlsx?|md))?$/i,
  /\.(?:tfstate|tfvars)(?:\.backup)?$/i,
];

/** What keys look like in a text. */
const CONTENTS = [
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/,
  /"private_key"\s*:\s*"/,
  /\bAKIA(?!IOSFODNN7EXAMPLE)[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/,
  /\bgithub_pat_[A-Za-z0-9_]{40,}\b/,
  /\bglpat-[A-Za-z0-9_-]{20,}\b/,
  /\bxox[abprs]-[A-Za-z0-9-]{20,}\b/,
  /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}\b/,
  /(?:^|\n)\s*["']?(?:[a-z0-9_.-]*(?:password|passwd|secret(?:[_-]?key)?|api[_-]?key|access[_-]?token|client[_-]?secret))["']?\s*[:=]\s*["']?[^\s"'${<[]{8,}/i,
];

/** Settings whose texts are looked into: prose may speak of keys. */
const SETTINGS = /\.(?:json|ya?ml|toml|ini|cfg|conf|properties|env|txt|xml|csv|sh|tf)$|^[^.]+$/i;

/** How much of a file is looked into. */
export const LOOKED_INTO_BYTES = 64 * 1024;

/** Whether a file is called like one that holds keys or passwords. @param path its last part decides */
export function isSecretName(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return NAMES.some((pattern) => pattern.test(name));
}

/** Whether a file of settings holds what looks like a key or a password. @param text its beginning */
export function holdsSecret(path: string, text: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const looked = SETTINGS.test(name) ? CONTENTS : CONTENTS.slice(0, 1);
  return looked.some((pattern) => pattern.test(text));
}
