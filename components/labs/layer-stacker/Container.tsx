import { useId, useState } from "react";
import { layersOf } from "../../../lib/labs/layer-stacker/build.ts";
import { formatBytes } from "../../../lib/labs/layer-stacker/describe.ts";
import { isBuilt, type StackEvent, type StackState } from "../../../lib/labs/layer-stacker/state.ts";
import { withJosa } from "../../../lib/text/josa.ts";
import type { LabView } from "../kit/Bench.tsx";
import { LabButton } from "../kit/Controls.tsx";

type View = LabView<StackState, StackEvent>;

export function Container({ view: { state, send } }: { view: View }) {
  const [command, setCommand] = useState("echo hello >> /data/b.bin");
  const id = useId();
  if (!isBuilt(state)) return null;
  return (
    <div className="needs-js">
      <h3>컨테이너</h3>
      {state.upper === undefined ? (
        <p className="row stack-row">
          <LabButton onPress={() => send({ type: "start" })}>컨테이너 만들기</LabButton>
        </p>
      ) : (
        <form
          onSubmit={(submitted) => {
            submitted.preventDefault();
            send({ type: "exec", command });
          }}
        >
          <label className="sr" htmlFor={id}>
            컨테이너 안에서 실행할 명령
          </label>
          <span className="row stack-row">
            <input
              id={id}
              type="text"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={120}
              value={command}
              onChange={(change) => setCommand(change.currentTarget.value)}
            />
            <button type="submit" className="lab-btn">
              실행
            </button>
            <LabButton onPress={() => send({ type: "remove" })}>컨테이너 지우기</LabButton>
          </span>
        </form>
      )}
      {state.output !== "" && (
        <pre className={state.status === 0 ? "lab-console" : "lab-console failed"}>{state.output}</pre>
      )}
    </div>
  );
}

export function Pull({ view: { state, send } }: { view: View }) {
  if (!isBuilt(state)) return null;
  const layers = layersOf(state.steps);
  const missing = layers.filter((layer) => !state.remote.includes(layer.chainID));
  return (
    <>
      <h3>다른 컴퓨터로 받기</h3>
      <p className="stack-note">
        {missing.length === 0
          ? "이 이미지의 레이어를 모두 가지고 있다."
          : `레이어 ${layers.length}개 가운데 ${missing.length}개, ${withJosa(formatBytes(missing.reduce((sum, layer) => sum + layer.size, 0)), "을/를")} 받아야 한다.`}
      </p>
      <p className="row stack-row needs-js">
        <LabButton onPress={() => send({ type: "pull" })}>올리고 받기</LabButton>
      </p>
    </>
  );
}
