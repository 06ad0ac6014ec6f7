# ruff: noqa: E501  a line of a prompt or table is a line
"""Words that the offline drafts know in both languages: what they can see in a story, and say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from aixss.stories.artefacts.scene_anchor import PlaceKind, TimeOfDay

Pair = tuple[str, str]  # the same in Chinese and in English


@dataclass(frozen=True)
class Term:
    """Something that a story may mention; the first word of each language is the one we say."""

    zh: str
    en: str
    group: str = ""

    def said(self, language: str) -> str:
        """The word in `zh` or `en`."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Table:
    """Terms by every word that stands for them, one regular expression a language."""

    words: dict[str, dict[str, Term]]

    @classmethod
    def of(cls, text: str) -> Table:
        """From lines `group: 词|词=word|word; ...`."""
        words: dict[str, dict[str, Term]] = {"zh": {}, "en": {}}
        for line in text.strip().splitlines():
            group, _, terms = line.partition(":")
            for pair in terms.split(";"):
                zh, en = (side.strip().split("|") for side in pair.split("="))
                term = Term(zh[0], en[0], group.strip())
                words["zh"] |= dict.fromkeys(zh, term)
                words["en"] |= dict.fromkeys(en, term)
        return cls(words)

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        longest = {
            k: "|".join(sorted(map(re.escape, v), key=len, reverse=True))
            for k, v in self.words.items()
        }
        return {
            "zh": re.compile(longest["zh"]),
            "en": re.compile(rf"\b({longest['en']})(?:s|es)?\b", re.IGNORECASE),
        }

    def find(self, text: str, language: str) -> Iterator[tuple[int, Term]]:
        """Position and term of each word that `text` mentions, in order."""
        for match in self._patterns[language].finditer(text):
            word = match[0] if language == "zh" else match[1].lower()
            yield match.start(), self.words[language][word]

    def terms(self, text: str, language: str) -> list[Term]:
        """The terms that `text` mentions, each once, in order."""
        return list(dict.fromkeys(term for _, term in self.find(text, language)))


PLACES = Table.of("""
shore: 码头|渡口|港口|港湾=pier|landing|quay|wharf|dock|harbour|harbor; 海边|岸边|海岸|沙滩|海滩=shore|beach|coast; 礁石=reef|rocks; 河边|河岸|江边=riverbank|bank; 湖边|湖畔=lakeside; 芦苇=reeds
water: 海面|大海|海上=sea|ocean; 河面|江面|河上=river|water; 湖面|湖水=lake
vessel: 渡船|渡轮=ferry; 渔船|小船|船头=fishing boat|boat|rowing boat; 船舱=cabin; 甲板=deck|aboard; 驾驶舱|舵室=wheelhouse|cockpit
tower: 灯塔=lighthouse; 塔顶|塔上=top of the tower|tower; 楼梯|楼梯口|旋梯|台阶=staircase|stairs|steps; 屋顶|天台|楼顶=rooftop|roof; 钟楼=bell tower|belfry; 阁楼=attic
home: 石屋|小屋|木屋=stone cottage|cottage|hut; 屋里|屋子|家里|房间=room; 客厅=living room; 卧室=bedroom|chamber; 厨房=kitchen; 门口|门外=doorway|doorstep|porch; 院子|院里=courtyard|yard; 窗前|窗边=window seat; 走廊=corridor|hallway|hall
public: 售票处|售票厅=ticket office; 医院|病房=hospital|ward; 学校|教室=school|classroom; 办公室=office; 会议室=meeting room; 商店|店里|铺子=shop|store; 餐馆|饭馆=restaurant|diner; 茶馆|咖啡馆=café|cafe|teahouse|coffee shop; 酒馆|酒吧|客栈=tavern|inn|pub|bar; 车站|站台=station|platform; 警局=police station; 法庭=courtroom|court; 图书馆=library; 剧场|舞台=theatre|theater|stage; 酒店=hotel
street: 街上|街道|大街|街头=street; 小巷|巷子|巷口=alley|lane; 路口|路边=crossroads|roadside|road; 大桥|桥上|桥头=bridge; 广场=square|plaza; 市场|集市=market; 城门|城墙=city gate|gate|city wall; 镇上|小镇=town; 村口|村里|村子=village
ride: 车里|车上|轿车=car|taxi; 车厢|火车|列车=train|carriage|railway carriage; 地铁=subway; 飞机|机舱=plane|airplane; 飞船|太空舱=spaceship|spacecraft|shuttle; 马车=cart|coach
wild: 山上|山顶|山坡|山路=mountain|hill|hillside; 森林|树林|林间=forest|woods|wood; 沙漠=desert; 草原|草地=meadow|grassland; 田野|田里|麦田=field; 山洞|洞穴=cave|cavern; 雪地|雪原=snowfield; 悬崖|崖边=cliff; 花园|公园=garden|park; 岛上|小岛=island
shrine: 寺庙|庙里|寺里=temple|monastery; 教堂=chapel|church|cathedral; 墓地|坟前=graveyard|cemetery|grave; 祠堂=ancestral hall|shrine; 宫殿|大殿|王宫=palace|throne room
works: 实验室=laboratory|lab; 工厂|车间=factory|workshop; 仓库=warehouse; 控制室|机房=control room; 空间站=space station; 基地=base; 矿井|矿洞=mine
""")

# A place counts where something happens at it: it opens the sentence or follows such words.
_AT = {
    "zh": re.compile(
        r"^.{0,4}$|(?:[在到进]|登上|走进|跳上|爬上|上了|进了|回到|冲进|滚下|推开|有一[间座条家个])(?:了|那|这|一)?[\w]{0,3}$"
    ),
    "en": re.compile(
        r"\b(?:in|at|on|into|onto|aboard|inside|through|across|unlocked|entered|reached)"
        r"(?: (?:the|a|an|her|his|their|its|this|that))?(?: \w+)? $",
        re.IGNORECASE,
    ),
}
# What is only likened, denied or remembered is not where we are.
_NOT_AT = {
    "zh": re.compile(r"(?:像|如同|仿佛|不肯|不去|不想|没有|年前).{0,6}$"),
    "en": re.compile(r"\b(?:like|as|not|never|ago)\b.{0,16}$", re.IGNORECASE),
}
_BESIDE = {"zh": re.compile(r"(?:下面|旁边|外面|附近|对面)"), "en": re.compile(r"(?!)")}


@lru_cache(maxsize=1 << 14)
def place_of(sentence: str, language: str, *, strict: bool) -> Term | None:
    """Where a sentence plays; when not `strict`, any place that it names and does not deny."""
    for start, term in PLACES.find(sentence, language):
        before, after = sentence[:start], sentence[start:][:8]
        if _NOT_AT[language].search(before):
            continue
        at = _AT[language].search(before) and not _BESIDE[language].search(after)
        if at or not strict:
            return term
    return None


OUTSIDE = frozenset({"shore", "water", "street", "wild"})
THRESHOLD = frozenset({"vessel", "tower"})


def place_kind(place: Term) -> PlaceKind:
    """Whether a place is under a roof."""
    if place.group in OUTSIDE:
        return PlaceKind.EXTERIOR
    return PlaceKind.MIXED if place.group in THRESHOLD else PlaceKind.INTERIOR


# What a place of each sort is made of, and what stands still in it.
STAGES: dict[str, tuple[Pair, tuple[Pair, ...]]] = {
    "shore": (
        (
            "潮水的痕迹爬上木桩与石阶，水面贴着岸沿起伏",
            "tide marks climb the posts and stone steps, water laps at the edge",
        ),
        (
            ("发黑的木桩", "blackened timber posts"),
            ("盘起的缆绳", "a coil of mooring rope"),
            ("生锈的系船柱", "a rusty bollard"),
            ("湿石板", "wet stone slabs"),
            ("岸边的矮墙", "a low sea wall"),
            ("靠岸的小木船", "a moored wooden boat"),
        ),
    ),
    "water": (
        ("水面铺到天边，波纹一层压着一层", "open water reaches the horizon in layered ripples"),
        (
            ("远处的水平线", "the distant horizon line"),
            ("暗色的浪纹", "dark bands of waves"),
            ("一只浮标", "a single buoy"),
            ("露出水面的礁石", "rocks breaking the surface"),
            ("对岸的轮廓", "the outline of the far shore"),
            ("水上的反光", "light reflected on the water"),
        ),
    ),
    "vessel": (
        (
            "木板被水汽浸得发亮，栏杆外就是水",
            "planks shine with damp, and beyond the rail there is only water",
        ),
        (
            ("包铜的舵轮", "a brass-bound wheel"),
            ("斑驳的栏杆", "a worn railing"),
            ("挂着的船灯", "a hanging ship's lamp"),
            ("成排的长凳", "rows of benches"),
            ("救生圈", "a lifebuoy"),
            ("起雾的舷窗", "a fogged porthole"),
        ),
    ),
    "tower": (
        (
            "石壁收窄，高处的光一圈一圈落下来",
            "stone walls narrow upward, light falls ring by ring from above",
        ),
        (
            ("盘旋的铁梯", "a spiral iron stair"),
            ("厚石墙", "thick stone walls"),
            ("狭长的窗", "a narrow slit window"),
            ("磨亮的扶手", "a polished handrail"),
            ("玻璃灯罩", "a glass lantern housing"),
            ("墙上的铁环", "an iron ring in the wall"),
        ),
    ),
    "home": (
        (
            "陈设简单而旧，每样东西都有常放的位置",
            "plain old furnishings, each thing in its usual place",
        ),
        (
            ("旧木桌", "an old wooden table"),
            ("糊着水汽的窗", "a steamed-up window"),
            ("墙上的挂钟", "a clock on the wall"),
            ("矮凳", "a low stool"),
            ("搪瓷壶", "an enamel kettle"),
            ("门边的挂钩", "coat hooks by the door"),
        ),
    ),
    "public": (
        (
            "来往的人留下了磨损，牌子与柜台都按规矩摆着",
            "worn by passing people, signs and counters kept in order",
        ),
        (
            ("长柜台", "a long counter"),
            ("褪色的告示牌", "a faded notice board"),
            ("成排的椅子", "a row of chairs"),
            ("吊灯", "hanging lamps"),
            ("玻璃门", "a glass door"),
            ("方格地砖", "a chequered tile floor"),
        ),
    ),
    "street": (
        ("屋檐与路面夹出一条窄窄的天", "eaves and paving leave a narrow strip of sky"),
        (
            ("路灯杆", "a street lamp post"),
            ("石板路面", "paving stones"),
            ("紧闭的店门", "closed shop shutters"),
            ("斑驳的砖墙", "a weathered brick wall"),
            ("路边的水洼", "a puddle by the kerb"),
            ("交错的电线", "crossing overhead wires"),
        ),
    ),
    "ride": (
        (
            "狭窄的空间跟着路途轻轻震动，窗外一片模糊",
            "a narrow cabin hums with the journey, the view outside is a blur",
        ),
        (
            ("并排的座椅", "side-by-side seats"),
            ("长条车窗", "a long window"),
            ("金属扶手", "a metal grab rail"),
            ("行李架", "a luggage rack"),
            ("仪表的微光", "the glow of instruments"),
            ("卷起的帘子", "a rolled-up blind"),
        ),
    ),
    "wild": (
        (
            "地势起伏，草木与石头顺着风的方向倒伏",
            "uneven ground, plants and stones leaning with the wind",
        ),
        (
            ("歪斜的老树", "a leaning old tree"),
            ("裸露的岩石", "bare rocks"),
            ("一条土路", "a dirt path"),
            ("远山的剪影", "the silhouette of far hills"),
            ("齐膝的草", "knee-high grass"),
            ("倒下的树干", "a fallen trunk"),
        ),
    ),
    "shrine": (
        ("高而空的梁柱，声音在里面会慢一拍", "high empty beams where each sound lingers"),
        (
            ("成排的烛台", "rows of candle stands"),
            ("高大的立柱", "tall columns"),
            ("石刻的碑文", "a carved stone inscription"),
            ("磨平的门槛", "a worn threshold"),
            ("彩色的高窗", "tall coloured windows"),
            ("青铜香炉", "a bronze burner"),
        ),
    ),
    "works": (
        (
            "管线与机器占去大半空间，指示灯明灭",
            "pipes and machines fill most of the space, indicator lights blink",
        ),
        (
            ("成束的管线", "bundled pipes and cables"),
            ("钢制工作台", "a steel workbench"),
            ("一排仪表盘", "a row of dials"),
            ("铁皮柜", "metal lockers"),
            ("排风扇", "an extractor fan"),
            ("地上的黄线", "yellow lines on the floor"),
        ),
    ),
}

TIMES = Table.of("""
DAWN: 黎明|破晓|拂晓|天快亮|天亮|天刚亮=dawn|daybreak|sunrise|first light
MORNING: 清晨|早晨|早上|上午|清早|第二天=morning|next day
NOON: 正午|中午=noon|midday
AFTERNOON: 下午|午后=afternoon
DUSK: 傍晚|黄昏|日落|暮色|夕阳=dusk|evening|sunset|twilight
NIGHT: 夜|深夜|夜里|夜晚|半夜|午夜|凌晨|晚上|当晚|入夜=night|midnight|nightfall
""")
TIME_WORDS: dict[TimeOfDay, Pair] = {
    TimeOfDay.DAWN: ("黎明", "dawn"),
    TimeOfDay.MORNING: ("清晨", "morning"),
    TimeOfDay.NOON: ("正午", "noon"),
    TimeOfDay.AFTERNOON: ("午后", "afternoon"),
    TimeOfDay.DUSK: ("黄昏", "dusk"),
    TimeOfDay.NIGHT: ("深夜", "night"),
}


@dataclass(frozen=True)
class Light:
    """The light of a part of the day: its source, colour and strength."""

    source: Pair
    color: Pair
    intensity: Pair


LIGHTS: dict[TimeOfDay, Light] = {
    TimeOfDay.DAWN: Light(
        ("天边的微光", "the first light on the horizon"),
        ("青灰里透一线暖橙", "blue-grey with a thread of warm orange"),
        ("弱而柔", "faint and soft"),
    ),
    TimeOfDay.MORNING: Light(
        ("低斜的晨光", "low morning sun"), ("淡金色", "pale gold"), ("清亮", "clear and bright")
    ),
    TimeOfDay.NOON: Light(
        ("当顶的日光", "the sun straight above"),
        ("偏白", "near white"),
        ("强，影子短", "strong, with short shadows"),
    ),
    TimeOfDay.AFTERNOON: Light(
        ("斜照的日光", "slanting sunlight"),
        ("暖黄", "warm yellow"),
        ("中等，影子渐长", "medium, with long shadows"),
    ),
    TimeOfDay.DUSK: Light(
        ("将尽的天光", "the last light of the sky"),
        ("橙红转青灰", "orange-red fading into slate"),
        ("偏暗", "dim"),
    ),
    TimeOfDay.NIGHT: Light(
        ("一盏孤灯", "a single lamp"),
        ("暖黄的一团，四周深蓝", "a warm yellow pool in deep blue"),
        ("弱，反差大", "low, with high contrast"),
    ),
}
DIRECTIONS: tuple[Pair, ...] = (
    ("从左侧斜落", "falling from the left"),
    ("从右侧斜落", "falling from the right"),
    ("从背后透来", "coming from behind"),
    ("从高处洒下", "coming from high above"),
    ("从门窗的缝隙漏进来", "leaking in through the gaps of doors and windows"),
)

WEATHERS = Table.of("""
storm: 台风|暴风雨|暴雨|闪电|雷声|狂风=storm|typhoon|lightning|thunder|gale
rain: 下雨|大雨|雨点|雨水|细雨|雨夜|雨声|雨中|雨里|冒雨|淋雨|夜雨=rain|drizzle
snow: 大雪|下雪|雪花|风雪|飘雪|积雪=snow|blizzard
fog: 大雾|浓雾|雾气|起雾=fog|mist|haze|white dark
calm: 雨停|放晴|晴天|阳光|太阳=sunshine|sun|bright|fog was gone|rain had stopped
wind: 海风|风声|寒风|起风|大风|风先|风把=wind|breeze
""")


@dataclass(frozen=True)
class Weather:
    """How a sort of weather looks in a still picture, and what moves in it."""

    look: Pair
    motion: Pair


WEATHER_WORDS: dict[str, Weather] = {
    "storm": Weather(
        ("风雨交加", "storm and driving rain"),
        ("雨幕被狂风横着扯过画面", "sheets of rain are dragged sideways across the frame"),
    ),
    "rain": Weather(
        ("雨丝细密", "fine steady rain"),
        ("雨丝斜落，水珠沿着边沿滚下", "rain slants down and drops roll along the edges"),
    ),
    "snow": Weather(
        ("雪花纷飞", "falling snow"), ("雪花打着旋落定", "snowflakes swirl and settle")
    ),
    "fog": Weather(
        ("雾气弥漫", "drifting fog"), ("雾气贴着地面流过", "fog slides past close to the ground")
    ),
    "calm": Weather(
        ("天色晴朗", "clear bright air"),
        ("光斑在表面轻轻移动", "patches of light shift across the surfaces"),
    ),
    "wind": Weather(
        ("风声不断", "a steady wind"), ("衣角与绳索被风掀起", "hems and ropes lift in the wind")
    ),
    "still": Weather(("空气安静", "still air"), ("浮尘在光里缓缓转动", "dust turns in the light")),
}

MOODS = Table.of("""
grief: 悲伤|眼泪|哭|泪|哽咽|难过=grief|wept|weep|tears|sob
fear: 恐惧|害怕|发抖|一抖|惊恐|黑暗=fear|afraid|shaking|trembled|scream|darkness
strife: 对峙|愤怒|怒|喊道|大喊|吵=conflict|anger|angry|shouted|furious|hate
hush: 沉默|寂静|没有回答|没说话|什么也没说=silence|silent|quiet|nobody spoke
tender: 温柔|轻声|抱住|微笑|笑了=tenderness|gently|smiled|hugged|whispered|laughed
wait: 等待|等|盼|相信|希望=waiting|waited|hope|believed
hurry: 急迫|赶|跑|冲|快=urgency|ran|hurried|rushed|quickly
wonder: 好奇|发现|忽然|突然|秘密|看见=wonder|suddenly|secret|found|strange
""")
MOOD_WORDS: dict[str, Pair] = {
    "grief": ("压抑的悲伤", "held-back grief"),
    "fear": ("不安与惊惧", "unease and fear"),
    "strife": ("一触即发的对峙", "a stand-off about to break"),
    "hush": ("凝重的沉默", "a heavy silence"),
    "tender": ("克制的温柔", "restrained tenderness"),
    "wait": ("漫长的等待", "long waiting"),
    "hurry": ("争分夺秒的急迫", "urgency against the clock"),
    "wonder": ("被勾起的好奇", "a stirred curiosity"),
    "opening": ("平静里藏着疑问", "calm with a question in it"),
    "rising": ("渐渐收紧的不安", "tightening unease"),
    "turning": ("难以回头的紧张", "tension past the point of return"),
    "closing": ("尘埃落定的释然", "relief as things settle"),
}

THINGS = Table.of("""
kept: 怀表=pocket watch; 照片|相片=photograph|photo; 表链=watch chain; 戒指=finger ring; 钥匙=key; 玉佩=jade pendant; 信件|书信|信纸|来信=letter; 日记|日志=log|diary|journal; 地图=map; 车票|船票|票=ticket; 报告=report; 报纸=newspaper; 硬币=coin; 丝带=ribbon; 雨衣=raincoat; 救生衣=life jacket; 帽子=cap|hat; 伞=umbrella; 围巾=scarf; 旗=flag; 面具=mask; 玩具=toy; 钱包=wallet; 盒子|木盒=box; 箱子|行李箱|皮箱=suitcase; 工具箱=toolbox; 书本|书页=book; 画像|油画=painting; 花束|鲜花=flower
lit: 蜡烛=candle; 煤油灯=oil lamp; 油灯|灯笼=lantern; 灯芯=wick; 信标=beacon; 透镜=lens; 灯=lamp|light; 台灯|吊灯|壁灯=desk lamp; 火把=torch; 炉火|火炉|炉子=stove; 篝火|火堆=fire|campfire; 屏幕=screen
used: 螺丝=screw; 无线电|电台=radio; 柴油机|发动机|引擎=engine; 手机=phone; 电话=telephone; 电脑=computer; 机器人=robot; 芯片=chip; 罗盘|指南针=compass; 舵=rudder|wheel; 船锚=anchor; 铁链=chain; 绳索|绳子|缆绳=rope; 钟=bell; 座钟|时钟=clock; 刀|匕首=knife|dagger; 长剑|剑=sword; 枪=gun|rifle; 药瓶|药=medicine; 碗|瓷碗=bowl; 茶杯|杯子=cup; 酒瓶|酒=bottle; 姜汤=bowl of ginger soup; 钢琴|琴=piano; 铅笔|钢笔|笔=pen|pencil; 船|小船|渔船=boat; 帆=sail; 镜子=mirror
fixed: 窗户|玻璃|窗=window; 铁门|木门|大门=door; 桌子|书桌|桌上|桌=table|desk; 长椅|长凳=bench; 椅子=chair; 柜台=counter; 床=bed; 沙发=sofa; 栏杆=rail|railing; 墙壁=wall; 桥墩=bridge pier; 铁标=iron marker; 石碑=stone tablet; 老树|大树=tree; 井=well
""")

POSES = Table.of("""
kneel: 跪着，身体前倾|跪=kneeling, body bent forward|knelt|kneel|kneeling
raise: 仰着脸，下颌抬起|抬头|仰着脸|仰头|抬起头=face raised, chin lifted|looked up|lifted
lower: 低着头，视线垂下|低头|低下头=head lowered, eyes cast down|looked down|bowed
sit: 坐着，双手放在膝上|坐=seated, hands on the knees|sat|sitting|seated
run: 身体前倾，一步悬在半空|跑|冲|奔=leaning forward, caught in mid-stride|ran|rushed|hurried
hold: 双臂收紧，抱在怀里|抱|裹=arms wrapped tight|hugged|embraced|wrapped|held her|held him
push: 双手前推，肩背绷紧|推|拉|转=both hands pushing, shoulders tense|pushed|pulled|put|drop
lift: 一只手臂高高举起|举|挥=one arm raised high|waved|raised
weep: 眼眶发红，泪痕未干|哭|泪=red-rimmed eyes, a wet trace on the cheek|wept|cried|tears
smile: 嘴角微微上扬|笑=the corner of the mouth lifted|smiled|laughed
shout: 嘴大张着，脖颈绷直|喊|吼|叫道=mouth wide open, neck taut|shouted|screamed|called
watch: 目光定在远处|看|望|盯=eyes fixed on the distance|watched|looked|stared|listening|seen
turn: 侧身回首，肩线扭转|转身|回头=half turned, shoulders twisted|turned
open: 双手停在打开的盖子上|打开|拧|拆|取出=hands resting on an opened lid|opened|unlocked
touch: 指尖轻触，没有用力|摸|碰|接过=fingertips barely touching|touched|took
walk: 一脚在前，重心未落|走|登上|跳上|上了=one foot ahead, weight not yet down|walked|went|stepped|followed
write: 握着笔，手悬在纸上|写|画=pen in hand above the paper|wrote|drew|read
stand: 站着不动，双手垂在身侧|站=standing still, arms at the sides|stood|stayed
""")
