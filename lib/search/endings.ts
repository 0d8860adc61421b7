import { finalOf, fromKeystrokes, isHangul, toKeystrokes } from "../text/keystrokes.ts";
import { nounsIn } from "../text/particles.ts";

/*
 * Verbs that are made of a noun and 하다, 되다, 시키다, 당하다 are searched for by the noun:
 * 배포하는, 배포된, 배포하기 → 배포. The forms are those of the standard conjugation.
 */
const LIGHT_FORMS: readonly (readonly [string, string])[] = [
  [
    "하",
    "하다 하는 하고 하며 하면 하면서 하여 하여야 하지 하지만 하기 하기도 하도록 하려면 하려고 하려는 하게 하게끔 하거나 하므로 하자 하던 하는데 하는지 하니 하니까 하세요 하십시오 하라 하라는 하자면 하느라 하더라도 한다 한다는 한다면 한다고 한다거나 한 한데 한지 할 할지 할까 할까요 할수록 할때 함 함으로써 합니다 합니까 합시다 해 해서 해도 해야 해야만 해야지 해야할 해요 해라 해줘 해주는 해준다 했다 했던 했으며 했고 했을 했는데 했는지 했지만 했습니다 했더니 했다가 하였다 하였던 하였고 하였으며 하나요 하나 하냐 하죠",
  ],
  [
    "되",
    "되다 되는 되고 되며 되면 되면서 되어 되어서 되어도 되어야 되어있는 되어있다 되지 되지만 되기 되도록 되려면 되게 되거나 되므로 되던 되는데 되는지 되니 되니까 되었다 되었던 되었고 되었으며 되었을 되었는지 되었습니다 된다 된다는 된다면 된다고 된 된지 될 될지 될까 될까요 될때 됨 됨으로써 됩니다 됩니까 돼 돼서 돼도 돼야 돼요 됐다 됐던 됐고 됐으며 됐을 됐는지 됐습니다 되나요 되나 되냐 되죠",
  ],
  [
    "시키",
    "시키다 시키는 시키고 시키며 시키면 시켜 시켜서 시켜야 시킨다 시킨 시킬 시킴 시키기 시키지 시키도록 시켰다 시킵니다",
  ],
  ["당하", "당하다 당하는 당한 당한다 당할 당했다 당해 당하고 당하면"],
  ["받", "받다 받는 받고 받으며 받은 받을 받아 받아서 받는다 받았다 받기"],
];
const LIGHT = new Set(LIGHT_FORMS.flatMap(([, forms]) => forms.split(" ")));
const LONGEST_LIGHT = Math.max(...[...LIGHT].map((form) => form.length));

/** What may be the noun of a word such as 배포하는; it is not looked up whether there is such a noun. */
export function nounsOfVerb(word: string): string[] {
  const nouns: string[] = [];
  for (let size = Math.min(LONGEST_LIGHT, word.length - 1); size > 0; size--)
    if (LIGHT.has(word.slice(-size))) nouns.push(word.slice(0, -size));
  return nouns;
}

/*
 * Other verbs and adjectives: endings as the keys that type them, so that a final consonant (나눈다)
 * and a contraction (나눠) can be taken off. `u` for ㅣ+어 (걸려 → 걸리).
 */
const PAST = "었 았 였 ㅆ ㅓㅆ ㅏㅆ"
  .split(" ")
  .flatMap((past) =>
    "다 다가 다면 다고 다는 던 고 으며 지만 는데 는지 을 을까 으면 으니 습니다 어요 어도"
      .split(" ")
      .map((end) => past + end),
  );
const ENDINGS = [
  ...PAST,
  ..."다 다가 더라도 는데도 는다 ㄴ다 는 은 ㄴ 을 ㄹ 던 기 음 ㅁ 고 며 으며 면 으면 면서 으면서 지 지만 게 도록 려면 으려면 려고 으려고 거나 므로 으므로 자 니 으니 는데 은데 ㄴ데 나요 는지 은지 ㄴ지 을지 ㄹ지 을까 ㄹ까 ㄹ까요 을까요 는가 ㄴ가 은가 ㄴ가요 은가요 어 아 여 어서 아서 여서 어야 아야 어도 아도 었다 았다 였다 었던 았던 었을 았을 ㅆ다 ㅆ던 ㅂ니다 습니다 세요 으세요 어요 아요 ㅓ ㅏ ㅓ서 ㅏ서 ㅓ도 ㅏ도 ㅓ라 ㅏ라 ㅓ야 ㅏ야 ㅓ요 ㅏ요 ㅓㅆ다 ㅏㅆ다 ㅓㅆ던 ㅏㅆ던 ㄹ수록 ㄴ다면 는다면 ㄴ다고 는다고 ㄴ다는 는다는 기도 기는 지는 지도 음으로써 죠 네요 군요".split(
    " ",
  ),
]
  .map(toKeystrokes)
  .sort((one, other) => other.length - one.length || (one < other ? -1 : 1));

/** Possible stems of a verb or adjective, each with the ending that was taken off (as keys). */
export function stemsOfVerb(word: string): { readonly stem: string; readonly ending: string }[] {
  const keys = toKeystrokes(word);
  const found: { stem: string; ending: string }[] = [];
  const add = (rest: string, ending: string) => {
    const stem = fromKeystrokes(rest);
    if (isHangul(stem) && toKeystrokes(stem) === rest) found.push({ stem, ending });
  };
  for (const ending of ENDINGS) {
    if (keys.length > ending.length + 1 && keys.endsWith(ending)) add(keys.slice(0, -ending.length), ending);
  }
  // ㅕ is ㅣ and 어: 걸려, 걸려서, 걸렸다.
  const contracted = /^(.*[^hnm])u((?:tj|di|eh|dy|Tek|Tejs)?)$/.exec(keys);
  if (contracted) add(`${contracted[1]}l`, `j${contracted[2]}`);
  return found;
}

/** Whether a word may be a verb made a noun, which takes particles: 합치기, 흐름. */
export function isNominal(word: string): boolean {
  return word.length > 1 && (word.endsWith("기") || finalOf(word) === "ㅁ");
}

/** Words that ask and do not name anything, and verbs that go with every noun. */
const ASKING = new Set(
  "왜 어떻게 어떤 그대로 무엇 무엇인가 무엇인가요 무엇인지 무엇이 무엇을 뭐 뭔가 뭔가요 뭐야 뭐지 뭘 뭐예요 뭐가 언제 어디 어디에 어디서 누가 얼마나 얼마 몇 방법 방법은 방법이 이유 이유는 이유가 경우 경우는 때 때는 때문 때문에 것 것은 것이 것을 건 거 게 수 줄 대해 대해서 대한 위해 위해서 위한 통해 통한 관한 관해 따라 따른 하는 하려면 하면 하고 하나요 하나 할까 할까요 해야 해요 한다 하는지 하는가 하지 할 해 되는 되나요 되나 되면 되는지 될까 될까요 된다 되어 돼 돼요 있는 있나요 있나 있을까 있을까요 있다 있는지 있어 있어요 있습니까 없는 없나요 없이 없을 좋은 좋을까 좋을까요 좋나요 알려줘 알려주세요 설명 설명해줘 설명해 뜻 의미 그리고 또는 및 등 좀 더 가장 정말 그냥 이 그 저 이런 그런 같은 다른 어느 인가 인가요 인지 입니까 란 이란 는 은 을 를 이 가 에 의 로 으로 와 과 쓰는 쓰나요 사용하는 사용 나요 까요 건가요 건지 거죠 거예요 거야 건 이제 안 못 잘 꼭 좀 진짜 계속 자꾸 같이 함께 다시 바로 먼저 이미 혹시 만약 무슨 누구 써 써도 써요 쓰면 쓰는지 쓸 쓰지 달라요 다른가요 다른지 다를까 달라 뭐고 인데 그런데 근데 아니라 아닌가요 아니면 정도 여러 어떠한 모두 전부 제일 한 할때 했을 때는 때만 때에 뒤에 뒤에서 앞에 후에 전에 동안".split(
    " ",
  ),
);

/** Whether a word only asks, also with a particle or 이다 after it: 뜻이야, 의미는. */
export function isAsking(word: string): boolean {
  return (
    ASKING.has(word) || nounsIn(word).some((noun) => (noun.length > 1 ? ASKING.has(noun) : noun === "뜻"))
  );
}

/** Whether an unknown word reads as a verb, an adjective or an adverb, which few would search for. */
export function looksInflected(word: string): boolean {
  return /(?:다|요|까|면|려면|는지|은지|니까|어서|아서|해서|려고|도록|는데|지만|게|는|던|던데|죠|니|냐|을|할|된|한|히|이나|하여|면서|며)$/.test(
    word,
  );
}
