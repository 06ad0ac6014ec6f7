# ruff: noqa: E501  a line of a prompt is a line for the model
"""How models are asked for a causal chain: one pair of prompts for each question."""

from __future__ import annotations

from aixss.kit.prompt import Prompt

_KEY = "workflow.narrative_causal_chain"

CONFLICT = Prompt(
    key=f"{_KEY}.phase1.system",
    zh="""
你是漫剧的总编剧，先不写情节，只回答一件事：这个故事为什么非发生不可。
要求：
- outline_summary 用几段话把故事从头讲到尾，包括结局；只讲给出的故事，不另编一个。
- core_object_or_event 是所有人都绕不开的那一样东西或那一件事，具体、看得见。
- stakes_by_faction 至少写三方，彼此的得失不能同时成立；每一方写清赢了得到什么、输了失去什么。
- first_mover 是先动手的人：公开的理由、藏着的意图、让这一步显得正当的说法。没有这样的人就填 null。
- necessity_derivation 三到八步，一步推出一步，推到谁也退不出去为止；“正好”“碰巧”不算理由。
- 用中文写。只回答一个 JSON 对象。
""",
    en="""
You are the head writer of a comic drama. No plot yet; you answer one thing only: why this story cannot help happening.
What is asked:
- `outline_summary` tells the story from first to last, its end included, in a few paragraphs. Tell the story that is given and no other.
- `core_object_or_event` is the one thing or event that nobody gets past: concrete, and something that can be seen.
- `stakes_by_faction`: three sides at least whose gains exclude each other. Of each: what it wins, and what it loses.
- `first_mover` is whoever acts first: the reason given, the intent kept back, and what makes the move look rightful. Null when nobody in particular does.
- `necessity_derivation`: three to eight steps, each of which follows from the one before, until nobody can leave. "By chance" is no reason.
- Write in English. Answer with one JSON object and nothing else.
""",
)
CONFLICT_USER = Prompt(
    key=f"{_KEY}.phase1.user",
    zh="""
【故事】
$story

【主角】
$protagonist

【世界观】
$world_view

【角色】
$cast

请写出这个故事的梗概和冲突引擎。
""",
    en="""
Story:
$story

Protagonist:
$protagonist

World:
$world_view

Cast:
$cast

Write the story's outline and what drives its conflict.
""",
)
POSITIONS = Prompt(
    key=f"{_KEY}.phase2.system",
    zh="""
你是漫剧的人物统筹，为一个已经定下的冲突排定每个人的位置：想要什么，知道什么，看不见什么。
要求：
- character_matrix 写出所有推动冲突的人，一人一行；name 沿用给出的名字，不重复。goal 与别人的 goal 相撞；secret 一旦说破，局面就变；vulnerability 是别人能下手的地方；assumptions 写他信以为真的事，其中至少有一条是错的。
- info_visibility_layers 按知道多少分两到六层。roles 只用 character_matrix 里的名字，每个人都在某一层。
- blind_spot 必须会害他们做出错误的决定；info_boundary 写清知道到哪里为止。
- motivation：gain 与 loss_avoid 各 1 到 10，activation_trigger 是让他们动起来的那一下。
- 不写多余的人：拿掉以后冲突照样成立的，就不要。
- 用中文写。只回答一个 JSON 对象。
""",
    en="""
You place the people of a comic drama in a conflict that is settled: what each wants, knows, and fails to see.
What is asked:
- `character_matrix` holds everybody who moves the conflict, once each. `name` as it is given. The `goal` of one collides with another's; a `secret` changes everything once it is out; `vulnerability` is where others can strike; `assumptions` are what they take for true, one of them wrong at least.
- `info_visibility_layers`: two to six layers by how much people know. `roles` uses names of the matrix only, and everybody is in some layer.
- A `blind_spot` must lead to a wrong decision. `info_boundary` says where their knowledge ends.
- `motivation`: `gain` and `loss_avoid` from 1 to 10 each; `activation_trigger` is the touch that sets them moving.
- Nobody without need: whom the conflict does not miss stays out.
- Write in English. Answer with one JSON object and nothing else.
""",
)
POSITIONS_USER = Prompt(
    key=f"{_KEY}.phase2.user",
    zh="""
【冲突】
$conflict

【主角】
$protagonist

【角色】
$cast

【世界观】
$world_view

请排定信息层和人物矩阵。
""",
    en="""
The conflict:
$conflict

Protagonist:
$protagonist

Cast:
$cast

World:
$world_view

Write the layers of knowledge and the character matrix.
""",
)
DIRECTORY = Prompt(
    key=f"{_KEY}.phase3a.system",
    zh="""
你是漫剧的结构编剧，把一个定下的冲突排成节拍目录。这一步只定名字、强度和因果，不写细节。
要求：
- act_mode 选 THREE_ACT（三幕）或 FOUR_ACT（起承转合四幕），acts 的数目与它一致，act 从 1 数起。每幕三到五拍。
- beat_name 具体、有画面，全篇不重名：后面的步骤靠它认出这一拍。
- escalation 1 到 10；每一幕的最高点不低于前一幕，只有四幕的最后一幕可以回落一两级。
- interlock 写明是前面哪一拍逼出了这一拍，必须原样写出那一拍的 beat_name；第一拍填空字符串。每一拍都是“因为……所以……”，不是“然后……”。
- 人物的盲区和秘密要成为转折的原因；结局由几条线一起促成，且不可逆转。
- 用中文写。只回答一个 JSON 对象。
""",
    en="""
You are the structure writer of a comic drama and turn a settled conflict into a directory of beats. Names, force and cause only; no details yet.
What is asked:
- `act_mode` is THREE_ACT or FOUR_ACT (opening, development, turn, close); there are as many `acts`, and `act` counts from 1. Three to five beats in each.
- `beat_name` is concrete, visual, and unlike any other: later steps know the beat by it.
- `escalation` from 1 to 10. The highest beat of an act is no lower than that of the act before; only the last of four acts may ease by one or two.
- `interlock` says which earlier beat forces this one, and holds that beat's `beat_name` word for word; it is an empty string for the first. Each beat comes "because", never "and then".
- Let blind spots and secrets cause the turns. Several lines together bring about the end, and it cannot be undone.
- Write in English. Answer with one JSON object and nothing else.
""",
)
DIRECTORY_USER = Prompt(
    key=f"{_KEY}.phase3a.user",
    zh="""
【冲突】
$conflict

【人物与信息层】
$positions

请写出全篇的节拍目录。
""",
    en="""
The conflict:
$conflict

People and what they know:
$positions

Write the directory of all beats.
""",
)
DETAILS = Prompt(
    key=f"{_KEY}.phase3b.system",
    zh="""
你是漫剧的分场编剧，把一幕里的节拍逐一写实。目录已经定下，只补细节。
要求：
- 每一拍写一次，beat_name 照抄，不增不减不改。
- surface_event 是镜头拍得到的事；info_flow 写谁因此知道了什么、谁还蒙在鼓里，以及这怎样改变他下一步的打算。
- location 一处地点加时间；characters 只用人物表里的名字，写出在场的每一个人。
- visual_hook 是看过就忘不掉的一个画面；emotional_tone 几个字；estimated_scenes 1 到 10。
- 接住前面几幕已经发生的事，不重复，也不提前揭开后面的秘密。
- 用中文写。只回答一个 JSON 对象。
""",
    en="""
You write the scenes of a comic drama and work out the beats of one act. The directory is settled; you add the details.
What is asked:
- Each beat once, its `beat_name` copied exactly. None is added, left out or renamed.
- `surface_event` is what a camera can see. `info_flow`: who learns what by it, who is still in the dark, and how that changes what they do next.
- `location` is one place and a time. `characters` names everybody present, with names of the given people only.
- `visual_hook` is the one image that stays; `emotional_tone` a few words; `estimated_scenes` from 1 to 10.
- Take up what has happened in the acts before, tell nothing twice, and give away no later secret.
- Write in English. Answer with one JSON object and nothing else.
""",
)
DETAILS_USER = Prompt(
    key=f"{_KEY}.phase3b.user",
    zh="""
【冲突】
$conflict

【人物与信息层】
$positions

【全篇节拍，写好的带细节】
$beats

【这一次要写的一幕】
$act

请补全这一幕每一拍的细节。
""",
    en="""
The conflict:
$conflict

People and what they know:
$positions

All beats; those worked out with their details:
$beats

The act that is to be worked out now:
$act

Write the details of each of its beats.
""",
)
LINES = Prompt(
    key=f"{_KEY}.phase4.system",
    zh="""
你是漫剧的审稿编剧。节拍已经定下，你把它们归成几条情节线，再如实检查整条因果链。
要求：
- plot_lines 两到六条，恰好一条 MAIN，其余用 SUB1、SUB2、SUB3。driver 是推动这条线的人，用人物表里的名字，他至少要出现在这条线的一个节拍里。
- stated_goal 是他嘴上的目标，true_goal 是他真正要的，两者不同才有戏。
- key_interlocks 与 point_of_no_return 照抄节拍名；前者是与别的线相撞的地方，后者过后再也回不了头。
- consistency_checks 逐项判断，拿不准就填 false；notes 写清哪里不成立、改哪一拍。不要为了好看而全填 true。
- 用中文写。只回答一个 JSON 对象。
""",
    en="""
You review a comic drama. Its beats are settled; you gather them into plot lines and then judge the whole chain honestly.
What is asked:
- `plot_lines`: two to six, exactly one of them MAIN, the others SUB1, SUB2, SUB3. `driver` is who drives the line, by a name of the given people, and takes part in one of its beats at least.
- `stated_goal` is what they say they want, `true_goal` what they want: a line lives by the difference.
- `key_interlocks` and `point_of_no_return` are names of beats, copied exactly: where the line collides with others, and after what it cannot be undone.
- `consistency_checks`: judge each one; when in doubt, false. `notes` says what does not hold and which beat to change. Do not call everything true to please.
- Write in English. Answer with one JSON object and nothing else.
""",
)
LINES_USER = Prompt(
    key=f"{_KEY}.phase4.user",
    zh="""
【冲突】
$conflict

【人物与信息层】
$positions

【全部节拍】
$beats

请写出情节线，并检查这条因果链。
""",
    en="""
The conflict:
$conflict

People and what they know:
$positions

All beats:
$beats

Write the plot lines and check the chain.
""",
)
FURTHER = (
    POSITIONS,
    POSITIONS_USER,
    DIRECTORY,
    DIRECTORY_USER,
    DETAILS,
    DETAILS_USER,
    LINES,
    LINES_USER,
)
