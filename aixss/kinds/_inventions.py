"""What offline drafts tell where a story has fewer words than are wanted of it."""

from __future__ import annotations

from aixss.kinds._lexicon import Pair

# Title and event of an episode. The four tables have lengths without a common divisor, so that
# two of a hundred episodes share at most two entries.
TURNS: tuple[tuple[Pair, Pair], ...] = (
    (
        ("迟来的客人", "The Late Guest"),
        (
            "一个陌生人带着旧日的消息敲门，要求当面说清楚",
            "a stranger knocks with news from long ago and asks for a straight answer",
        ),
    ),
    (
        ("丢失的证物", "The Missing Proof"),
        (
            "唯一能证明清白的东西不见了，人人都有机会拿走它",
            "the one thing that proves innocence is gone, and everyone could have taken it",
        ),
    ),
    (
        ("借来的时间", "Borrowed Time"),
        (
            "期限忽然提前，只剩一夜可以补救",
            "the deadline moves forward and leaves a single night to make it good",
        ),
    ),
    (
        ("反锁的门", "The Locked Door"),
        (
            "两个最不愿见面的人被困在同一处，谁也走不掉",
            "two people who avoid each other are shut in one place and cannot leave",
        ),
    ),
    (
        ("错认的人", "The Wrong Face"),
        ("一次错认把无辜的人推到众人面前", "a mistaken face pushes an innocent into the open"),
    ),
    (
        ("第二封信", "The Second Letter"),
        (
            "一封从未寄出的信推翻了大家深信的说法",
            "a letter never sent overturns what all had believed",
        ),
    ),
    (
        ("旧账", "Old Debts"),
        (
            "一笔旧账被重新翻开，还债的方式让人为难",
            "an old debt is called in, and the way to pay it hurts",
        ),
    ),
    (
        ("假装的平静", "A Pretended Calm"),
        (
            "为了护住一个人，所有人都装作什么也没发生",
            "to shield one of them, all pretend that nothing has happened",
        ),
    ),
    (
        ("岔路", "The Fork"),
        (
            "同伴在去留之间分成两边，各自上路",
            "companions split over staying or leaving and part ways",
        ),
    ),
    (
        ("听见的秘密", "Overheard"),
        (
            "一句无意间听到的话，让信任出现裂缝",
            "a sentence heard by chance opens a crack in their trust",
        ),
    ),
    (
        ("交换", "The Trade"),
        (
            "要救一样珍贵的，就得亲手交出另一样",
            "saving one precious thing means handing over another",
        ),
    ),
)
OPENINGS: tuple[Pair, ...] = (
    ("清点剩下的东西，发现数目对不上", "counting what is left, the numbers do not agree"),
    ("有人先一步到过这里，留下湿脚印", "somebody was here first and left wet footprints"),
    ("一顿饭吃到一半，没人再动筷子", "half-way through a meal all hands stop"),
    ("灯火忽明忽暗，名字被念出来", "the lights flicker and a name is read aloud"),
    ("远处传来熟悉的口哨声", "a familiar whistle comes from far away"),
    ("孩子拿着一张画来问问题", "a child brings a drawing and asks about it"),
    ("门缝底下塞进一张纸条", "a note slides in under the door"),
    ("钟停在一个不该停的时刻", "the clock has stopped at an hour that matters"),
    ("两个人同时伸手去拿同一样东西", "two people reach for one thing at once"),
    ("行李已经捆好，却迟迟没有出发", "the bags are tied but nobody sets out"),
    ("一张旧照片被翻到背面", "an old photograph is turned over"),
    ("天气骤变，退路先断了", "the weather breaks and cuts off the way back"),
    ("约好的人没有出现", "the one who promised to come does not appear"),
)
MIDDLES: tuple[Pair, ...] = (
    ("追问变成争执，争执里漏出真话", "questions become a quarrel that lets a truth slip"),
    ("假意答应，暗中准备另一条路", "a false yes buys time for another way"),
    ("旧物落地摔开，里面藏着东西", "an heirloom breaks open and something is hidden inside"),
    ("帮手提出条件，条件越来越重", "a helper names a price, and the price grows"),
    ("黑暗里只能靠声音辨认彼此", "in the dark they know each other by voice alone"),
    ("当众认错，换来一阵沉默", "a public confession earns only silence"),
    ("错过最后一班，只好徒步赶路", "the last ride is missed and they go on foot"),
    ("受伤的人坚持不肯让人搀扶", "the wounded one refuses every arm"),
    ("最胆小的人第一个站了出来", "the most timid is the first to step forward"),
)
CLOSINGS: tuple[Pair, ...] = (
    ("门再次打开，进来的却不是等的那个人", "the door opens again, but not for the one awaited"),
    ("话没说完，远处亮起一点光", "before the sentence ends a light appears far off"),
    ("他们把答案写下来，又亲手烧掉", "they write the answer down and burn it"),
    ("握紧的手松开，掌心留着印子", "a clenched hand opens on a deep mark"),
    ("一个名字被划去，又被重新写上", "a name is struck out and written again"),
    ("钥匙转动了半圈，停住", "a key turns half-way and stops"),
    ("有人笑了，笑得像在告别", "somebody smiles as if saying goodbye"),
)

# What happens in a scene for which the story has no words left; {a} and {b} are people, {p} the
# place, {t} a thing.
SCENES: tuple[Pair, ...] = (
    ("{p}还没有人，{t}先进入画面", "The {p} is still empty, and the {t} comes into view first"),
    ("{a}独自来到{p}，在{t}前停下脚步", "{a} comes to the {p} alone and stops in front of the {t}"),
    ("{b}追上来，把想说的话咽了回去", "{b} catches up and swallows what was meant to be said"),
    (
        "{a}与{b}隔着{t}对望，谁也不先开口",
        "{a} and {b} face each other across the {t}, neither speaks first",
    ),
    (
        "一点动静从{p}外面传来，{a}屏住呼吸",
        "A sound comes from outside the {p}, and {a} holds still",
    ),
    ("{b}把{t}推到{a}面前，等一个回答", "{b} pushes the {t} towards {a} and waits for an answer"),
    ("{a}想起从前同样的一刻，手停在半空", "{a} remembers an hour like this one, a hand in mid-air"),
    (
        "{p}的光线变了，{b}的脸一半在暗处",
        "The light at the {p} shifts, half of {b}'s face in shadow",
    ),
    ("{a}说出一半实情，另一半写在脸上", "{a} tells half the truth, the other half shows"),
    ("{b}转身要走，{t}从手里滑落", "{b} turns to go and the {t} slips from the hand"),
    ("{a}弯腰拾起{t}，发现上面的痕迹", "{a} picks up the {t} and finds a mark on it"),
    ("争执在{p}压低了声音，却更锋利", "At the {p} the quarrel drops its voice and grows sharper"),
    ("{b}终于坐下，把来意一件件摊开", "{b} sits down at last and lays out why they came"),
    (
        "{a}把门关上，{p}忽然安静得只剩呼吸",
        "{a} shuts the door, and the {p} is silent but for breathing",
    ),
    ("{t}被重新摆回原处，少了一角", "The {t} is put back in its place with a corner missing"),
    ("{a}先伸出手，{b}犹豫了一下", "{a} holds out a hand, and {b} hesitates"),
    ("从{p}的高处望出去，路只剩一条", "Seen from above the {p}, only one road is left"),
    ("{b}承认自己也害怕，声音很轻", "{b} admits to being afraid too, very softly"),
    ("{a}做出决定，把{t}留在身后", "{a} decides and leaves the {t} behind"),
    (
        "有人在{p}等了一夜，现在站起身来",
        "Somebody has waited all night at the {p} and now stands up",
    ),
    ("{a}与{b}并肩走出{p}，没有回头", "{a} and {b} leave the {p} side by side without turning"),
    ("风从{p}穿过，带走最后一句话", "Wind crosses the {p} and takes the last words away"),
    ("{t}静静留在原处，像在作证", "The {t} stays where it is like a witness"),
    ("{p}重新空下来，只有光还在移动", "The {p} is empty again, and only the light moves"),
)
