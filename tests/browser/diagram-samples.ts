/** One source of each type that must draw. */
export const SAMPLES: Readonly<Record<string, string>> = {
  flowchart: `flowchart LR
 accTitle: 제목
 accDescr: 설명
 A[상자] -->|예| B{결정}
 B --> C([둥근])
 B -.-> D[(DB)]
 C ==> E((원))
 E --- F>깃발]
 F <--> G{{육각}}
 subgraph S1[그룹]
 A
 subgraph S2[안쪽]
 B
 end
 end
 click A "/notes/x/" "팁"
 style C fill:#f9f,stroke:#333
 linkStyle 0 stroke:red`,
  sequence: `sequenceDiagram
 autonumber
 actor U as 사용자
 participant S as 서버
 box 묶음
 participant D as DB
 end
 U->>+S: 요청
 S->>+D: 조회
 loop 재시도
 D-->>-S: 결과
 end
 alt 성공
 S-->>U: 200
 else 실패
 S--xU: 500
 end
 opt 선택
 S-)U: 비동기
 end
 par 하나
 S->>D: a
 and 둘
 S->>D: b
 end
 critical 중요
 S->>D: c
 option 대안
 S->>D: d
 end
 break 멈춤
 S->>U: e
 end
 rect rgb(200,220,240)
 Note over U,S: 메모
 end
 S->>-U: 끝`,
  state: `stateDiagram-v2
 [*] --> 대기
 대기 --> 실행: 시작
 state 실행 {
 [*] --> 안
 안 --> 밖 : 이동
 }
 실행 --> [*]: 종료
 state c <<choice>>
 대기 --> c
 c --> 실행: 예
 note right of 대기: 메모
 state f <<fork>>
 c --> f
 f --> X
 f --> Y`,
  class: `classDiagram
 class Animal {
 <<interface>>
 +String name
 +eat(food) bool
 }
 Animal <|-- Dog : 상속
 Dog "1" *-- "many" Leg : 포함
 Dog o-- Owner
 Dog ..> Food
 namespace 동물원 {
 class Cage
 }
 note for Dog "메모"`,
  er: `erDiagram
 CUSTOMER ||--o{ ORDER : "주문한다"
 ORDER ||--|{ LINE : 담는다
 CUSTOMER {
 string name PK "이름"
 int age
 }`,
  mindmap: `mindmap
 root((뿌리))
  가지 하나
   잎1
   잎2
  ["네모 가지"]
   잎3
  (둥근)
  ))폭발((
  {{육각}}`,
  timeline: `timeline
 title 역사
 section 옛날
 2013 : 도커 공개
 2014 : 쿠버네티스 : 로켓
 section 요즘
 2020 : containerd`,
  c4: `C4Context
 title 시스템
 Person(u, "사용자", "쓰는 사람")
 Enterprise_Boundary(b0, "회사") {
 System(s, "시스템", "핵심")
 SystemDb(d, "DB", "저장")
 System_Ext(e, "외부", "남의 것")
 }
 Rel(u, s, "쓴다", "HTTPS")
 BiRel(s, d, "읽고 쓴다")
 Rel(s, e, "보낸다")`,
  architecture: `architecture-beta
 group api(cloud)["API 영역"]
 service db(database)["데이터베이스"] in api
 service disk1(disk)["저장소"] in api
 service server(server)["서버"] in api
 service gw(internet)["인터넷"]
 db:L -- R:server
 disk1:T -- B:server
 gw:R --> L:server`,
  gantt: `gantt
 title 일정
 dateFormat YYYY-MM-DD
 axisFormat %m-%d
 section 설계
 조사 :done, a1, 2024-01-01, 10d
 설계 :active, after a1, 7d
 section 개발
 구현 :crit, 2024-01-15, 20d
 배포 :milestone, 2024-02-05, 0d`,
};
